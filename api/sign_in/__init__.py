"""Local accounts: passwords, sessions kept on the server, forgery checks, and brakes."""
