"""Where the Python packages of providers keep what a token names."""

from keyword import iskeyword

__all__ = ["module_of"]


def module_of(token: str) -> str:
    """Return the module of a resource's or function's token.

    `aws:lambda/function:Function` is in `pulumi_aws.lambda_`: a keyword cannot be a module's name.
    What is in a package's `index` is in the package itself.
    """
    package, _, rest = token.partition(":")
    module = rest.partition(":")[0].partition("/")[0]
    path = f"pulumi_{package.replace('-', '_')}"
    if module in ("", "index"):
        return path
    return f"{path}.{module}_" if iskeyword(module) else f"{path}.{module}"
