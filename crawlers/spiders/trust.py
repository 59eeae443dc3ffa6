"""Which certificate authorities a visit trusts: the machine's, and those of `LYKTA_CA_FILE`."""

from typing import Any, Self, cast

from OpenSSL.SSL import Context
from scrapy.core.downloader.contextfactory import _ScrapyClientContextFactory
from scrapy.crawler import Crawler
from twisted.internet._sslverify import IOpenSSLTrustRoot
from twisted.internet.ssl import optionsForClientTLS
from zope.interface import implementer  # type: ignore[import-untyped]


@implementer(IOpenSSLTrustRoot)
class MachineAnd:
    """The machine's authorities and those of one file."""

    def __init__(self, file: str) -> None:
        self._file = file

    def _addCACertsToContext(self, context: Context) -> None:  # noqa: N802
        context.set_default_verify_paths()
        context.load_verify_locations(self._file)


class TrustAlso(_ScrapyClientContextFactory):
    """Scrapy's verifying factory, with further authorities where the settings name any."""

    _file: str | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        factory = super().from_crawler(crawler, *args, **kwargs)
        factory._file = crawler.settings.get("LYKTA_CA_FILE")  # noqa: SLF001
        return factory

    def creatorForNetloc(self, hostname: bytes, port: int) -> Any:  # noqa: N802
        if self._file is None:
            return super().creatorForNetloc(hostname, port)
        return optionsForClientTLS(
            hostname=hostname.decode("ascii"),
            trustRoot=cast(Any, MachineAnd(self._file)),
            extraCertificateOptions=self._get_cert_options_kwargs(),
        )
