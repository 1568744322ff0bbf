"""Reads a collection the way the OpenCTI connector for TAXII does, with the client library it uses: signed in by
`Authorization: Token`, filters on the first request, and from then on `next` without `added_after`."""

import json
import sys
from datetime import datetime, timedelta

from taxii2client.common import TokenAuth
from taxii2client.v21 import Server

url, title, token, limit = sys.argv[1:5]

server = Server(url, auth=TokenAuth(token))
[collection] = [c for root in server.api_roots for c in root.collections if c.title == title]

filters = {"limit": int(limit), "added_after": datetime.now() - timedelta(hours=24)}
pages, ids = 0, []
while True:
    envelope = collection.get_objects(**filters)
    pages += 1
    ids += [o["id"] for o in envelope.get("objects", [])]
    if envelope.get("more") is not True:
        break
    filters.pop("added_after", None)
    filters["next"] = envelope["next"]

print(json.dumps({"pages": pages, "read": len(ids), "distinct": len(set(ids))}))
