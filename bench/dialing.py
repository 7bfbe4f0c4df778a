"""From what they say on the phone to what patients see: presses, and seconds.

python -m bench.dialing [--rounds 5]

Staff's page and a patient's open page of one server, in a headless Chromium; each round is another clinic.
"""

from __future__ import annotations

import argparse
import time
from statistics import median
from tempfile import TemporaryDirectory

import httpx
from playwright.sync_api import expect, sync_playwright

from scripts.ensure_browser import BROWSER_ARGS, ensure_browser
from tests.journeys.calls_page import STAFF_WORDS, CallsPage
from tests.journeys.find_page import FindPage
from tests.journeys.served import served

CLINICS = ("Edina", "Chaska", "Delano", "Shakopee", "Burnsville", "Maplewood", "Coon Rapids", "Maple Grove")


def main() -> None:
    """Print the median of each, with the lowest and highest."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5, choices=range(1, len(CLINICS) + 1))
    rounds = parser.parse_args().rounds
    taken: dict[str, list[float]] = {"saved": [], "in the API": [], "on the open page": []}
    program = ensure_browser()
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        store = f"sqlite:///{folder}/answers.sqlite3"
        browser = playwright.chromium.launch(executable_path=program, args=list(BROWSER_ARGS))
        with served(LOCATOR_ANSWERS=store, LOCATOR_STAFF_PASSPHRASE=STAFF_WORDS) as site:
            patient = FindPage(browser.new_page(), site).open()
            expect(patient.complete).to_be_attached()
            calls = CallsPage(browser.new_page(), site).open().sign_in()
            for city in CLINICS[:rounds]:
                begun = time.monotonic()
                calls.answer(f"iSpine Clinics – {city}", "Performs", "Yes").click()
                expect(calls.saved).to_contain_text(city)
                taken["saved"].append(time.monotonic() - begun)
                while not _is_live(site, city):
                    time.sleep(0.02)
                taken["in the API"].append(time.monotonic() - begun)
                # A page that is not looked at does not ask: bring it to the front, as it is for the patient.
                patient.page.bring_to_front()
                expect(patient.card(city)).to_contain_text("Performs: confirmed")
                taken["on the open page"].append(time.monotonic() - begun)
                calls.page.bring_to_front()
        browser.close()
    for what, seconds in taken.items():
        print(f"{what}: {median(seconds):.2f} s ({min(seconds):.2f} to {max(seconds):.2f}), 1 press")


def _is_live(site: str, city: str) -> bool:
    found = httpx.get(f"{site}/api/clinics", params={"need": "procedure"}).json()["features"]
    return any(
        one["properties"]["city"] == city and one["properties"]["performs"]["value"] == "yes" for one in found
    )


if __name__ == "__main__":
    main()
