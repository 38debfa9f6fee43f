"""Sends copies of requests to the new service and prints the share of good answers in percent: shadow.py URL COUNT."""
import sys
import urllib.error
import urllib.request

PATHS = ["/healthz", "/jobs", "/prompts", "/settings"]
url, count = sys.argv[1].rstrip("/"), int(sys.argv[2])
well = 0
for number in range(count):
    try:
        with urllib.request.urlopen(url + PATHS[number % len(PATHS)], timeout=5) as answer:
            well += answer.status < 500
    except urllib.error.HTTPError as error:
        well += error.code < 500
    except OSError:
        pass
print(f"availability {100 * well / count:.2f}")
