"""How the records are kept: ports, and the stores behind them."""
