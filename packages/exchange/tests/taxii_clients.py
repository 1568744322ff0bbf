"""Drives a TAXII 2.1 server with the clients people have: taxii2-client and stix2. Prints what they saw as JSON."""

import json
import sys

from stix2 import Filter, Indicator, TAXIICollectionStore
from taxii2client.v21 import Server, as_pages

url, collection_id, user, password = sys.argv[1:5]
objects = json.load(sys.stdin)

server = Server(url, user=user, password=password)
root = server.default
[collection] = [c for c in root.collections if c.id == collection_id]

status = collection.add_objects({"objects": objects})
pages = list(as_pages(collection.get_objects, per_request=3))
first = objects[0]["id"]
manifest = collection.get_manifest(type="indicator")
versions = collection.object_versions(first)
one = collection.get_object(first)

store = TAXIICollectionStore(collection)
made = Indicator(
    pattern="[domain-name:value = 'stix2-library.example']",
    pattern_type="stix",
    valid_from="2026-09-01T00:00:00Z",
)
store.add(made)
found = store.get(made.id)
queried = store.query([Filter("type", "=", "indicator"), Filter("id", "=", first)])

collection.delete_object(made.id)

print(
    json.dumps(
        {
            "title": server.title,
            "root": root.title,
            "canWrite": collection.can_write,
            "added": status.success_count,
            "failed": status.failure_count,
            "pages": [len(page["objects"]) for page in pages],
            "manifest": len(manifest["objects"]),
            "versions": versions["versions"],
            "one": one["objects"][0]["id"],
            "stored": found.pattern,
            "queried": [o.id for o in queried],
            "left": len(collection.get_objects()["objects"]),
        }
    )
)
