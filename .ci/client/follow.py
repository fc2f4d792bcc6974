"""Places an order, reads it, finds it as a guest does, and follows it until its parcel is on the last leg."""

import sys
import time
from datetime import datetime, timezone

import waymark_client as waymark

url, key, number, parcel = sys.argv[1:]

with waymark.ApiClient(waymark.Configuration(host=url, access_token=key)) as client:
    shop, guests = waymark.ShopApi(client), waymark.GuestsApi(client)

    def soon(read, wanted):
        for _ in range(100):
            try:
                if wanted(answer := read()):
                    return answer
            except waymark.NotFoundException:
                pass
            time.sleep(0.3)
        sys.exit("it does not come to that")

    placed = shop.place_order(
        number,
        waymark.ShopOrder(
            order_number=number,
            placed_at=datetime.now(timezone.utc),
            customer=waymark.ShopOrderCustomer(email="python@example.com"),
            shipments=[waymark.NamedShipment(courier="cdek", tracking_number=parcel)],
        ),
    )
    order = soon(lambda: shop.shop_order(placed.order_number), lambda order: order.shipments)
    found = guests.find_order(waymark.GuestLookupRequest(number=number, contact="python@example.com"))
    print("following", flush=True)
    token = found.page.removeprefix("/t/")
    soon(lambda: guests.guest_order(token), lambda order: order.summary.status == "OUT_FOR_DELIVERY")
