"""TLS: what is wrong with an encrypted connection, in words that say what to do."""

from __future__ import annotations

import ssl

_TRUST = (
    "If you trust it all the same (a server of your own, a company's proxy), save its certificate "
    "as a file and name that in the variable SSL_CERT_FILE where you start the workbench."
)
# OpenSSL's numbers: https://docs.openssl.org/master/man1/openssl-verification-options/
_WRONG = {
    9: ("is not valid yet", "Check this machine's date and time."),
    10: ("has expired", "Tell whoever runs the server; check this machine's date and time."),
    18: ("is one that the server signed itself", _TRUST),
    19: ("is signed by nobody whom this machine trusts", _TRUST),
    20: ("is signed by nobody whom this machine trusts", _TRUST),
    21: ("is signed by nobody whom this machine trusts", _TRUST),
    23: ("was revoked", "Tell whoever runs the server."),
    62: ("is for another host", "Write the address with the name that the certificate is for."),
    64: ("is for another host", "Write the address with the name that the certificate is for."),
}
_DEPTH = 12


def problem(error: BaseException) -> tuple[str, str] | None:
    """What went wrong, as words that follow the server's name, and what to do.

    Parameters
    ----------
    error
        What a client raised; the causes behind it are looked at.

    Returns
    -------
    tuple
        ``None`` when it has nothing to do with TLS.
    """
    found = _ssl_error(error)
    if found is None:
        return None
    if isinstance(found, ssl.SSLCertVerificationError):
        what, remedy = _WRONG.get(found.verify_code, ("cannot be verified", _TRUST))
        return f"cannot be trusted: its TLS certificate {what}", remedy
    if found.reason in ("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "UNKNOWN_PROTOCOL"):
        return "does not speak TLS", "Write its address with http:// if it is on this machine."
    reason = (found.reason or "the connection was not made").replace("_", " ").lower()
    return f"and this machine find no common way to encrypt ({reason})", (
        "Tell whoever runs the server, or look whether a proxy stands between."
    )


def _ssl_error(error: BaseException) -> ssl.SSLError | None:
    seen: BaseException | None = error
    for _ in range(_DEPTH):
        if isinstance(seen, ssl.SSLError):
            return seen
        if seen is None:
            return None
        seen = seen.__cause__ or seen.__context__
    return None
