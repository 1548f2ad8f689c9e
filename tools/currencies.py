"""Write src/aigraph/model/currencies.json: the active codes of ISO 4217 with their names and signs.

Run by hand when the list changes; it needs `babel` and `iso4217`, which the package itself does not:

    python tools/currencies.py > src/aigraph/model/currencies.json

Source: codes, ISO 4217 List One, https://www.six-group.com/en/products-services/financial-information/data-standards.html
Source: names and signs, Unicode CLDR, https://cldr.unicode.org/
"""

import json

from babel import Locale
from babel.numbers import get_currency_name, get_currency_symbol
from iso4217 import Currency

#: Codes for tests and for no currency.
NONE = {"XTS", "XXX"}


def entry(code: str, name: str) -> dict[str, str]:
    """Return what is known of a currency: names in English (one, several) and Chinese, and a sign."""
    english, chinese = Locale("en"), Locale("zh")
    known = {
        "en": english.currencies.get(code, name),
        "one": get_currency_name(code, 1, english),
        "other": get_currency_name(code, 2, english),
        "zh": chinese.currencies.get(code, ""),
        "symbol": get_currency_symbol(code, english),
    }
    if code not in english.currencies:
        known |= {"one": name, "other": name}
    return {key: value for key, value in known.items() if value and value != code}


def main() -> None:
    """Print the file, one currency a line."""
    codes = sorted((c.code, c.currency_name) for c in Currency if c.code not in NONE)
    lines = [f"{json.dumps(code)}: {json.dumps(entry(code, name), ensure_ascii=False)}" for code, name in codes]
    print("{\n" + ",\n".join(lines) + "\n}")


if __name__ == "__main__":
    main()
