// Places an order, reads it, finds it as a guest does, and follows it until its parcel is on the last leg.

import { Configuration, GuestsApi, ResponseError, ShopApi } from "./client";

const [url, key, number, parcel] = process.argv.slice(2);
const configuration = new Configuration({ basePath: url, accessToken: key });
const shop = new ShopApi(configuration);
const guests = new GuestsApi(configuration);

async function soon<T>(read: () => Promise<T>, wanted: (answer: T) => boolean): Promise<T> {
  for (let i = 0; i < 100; i++) {
    try {
      const answer = await read();
      if (wanted(answer)) return answer;
    } catch (error) {
      if (!(error instanceof ResponseError && error.response.status === 404)) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  throw new Error("it does not come to that");
}

async function follow() {
  const placed = await shop.placeOrder({
    idempotencyKey: number,
    shopOrder: {
      orderNumber: number,
      placedAt: new Date(),
      customer: { email: "typescript@example.com" },
      shipments: [{ courier: "cdek", trackingNumber: parcel }],
    },
  });
  await soon(() => shop.shopOrder({ number: placed.orderNumber }), (order) => order.shipments.length === 1);
  const found = await guests.findOrder({ guestLookupRequest: { number, contact: "typescript@example.com" } });
  console.log("following");
  const token = found.page.replace("/t/", "");
  await soon(() => guests.guestOrder({ token }), (order) => order.summary.status === "OUT_FOR_DELIVERY");
}

follow().catch((error) => {
  console.error(error);
  process.exit(1);
});
