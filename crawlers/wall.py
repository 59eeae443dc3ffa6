"""Which addresses may be connected to: global ones of the sheet's hosts, and loopback names from the settings."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from models.errors import Refused

NAT64 = IPv6Network("64:ff9b::/96")
Resolver = Callable[[str, int], Awaitable[tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Target:
    """Where to connect: an address that was checked, never a name that could be asked again."""

    address: str
    port: int


async def by_dns(host: str, port: int) -> tuple[str, ...]:
    """All addresses of a name, odd spellings (`127.1`, `0x7f.1`, `2130706433`) included."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found))


@dataclass(frozen=True)
class Wall:
    """`loopback` maps `name` or `name:port` to 127.0.0.1:port; `hosts` are the only names asked for, empty: any."""

    loopback: Mapping[str, str] = field(default_factory=dict)
    hosts: frozenset[str] = frozenset()
    resolve: Resolver = by_dns

    async def checked(self, host: str, port: int) -> Target:
        """Resolve once and check every answer. Raises Refused; OSError when the name does not resolve."""
        name = host.lower().rstrip(".").strip("[]")
        if self.hosts and name not in self.hosts:
            raise Refused(name, "it is none of the sheet's hosts")
        local = self.loopback.get(f"{name}:{port}") or self.loopback.get(name)
        if local:
            address, _, own_port = local.rpartition(":")
            return Target(address.strip("[]"), int(own_port))
        addresses = await self.resolve(name, port)
        if not addresses:
            raise OSError(f"{name} has no address")
        for address in addresses:
            if not is_open(address):
                raise Refused(name, f"it leads to {address}, which is no address of the open network")
        return Target(addresses[0], port)


def is_open(told: str) -> bool:
    """Whether an address is of the open network, also one that is wrapped in an IPv6 address."""
    try:
        address = ip_address(told.partition("%")[0])
    except ValueError:
        return False
    inner = _wrapped(address) if isinstance(address, IPv6Address) else None
    if inner is not None:
        return is_open(str(inner))
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _wrapped(address: IPv6Address) -> IPv4Address | None:
    if address in NAT64 or int(address) >> 32 == 0:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
