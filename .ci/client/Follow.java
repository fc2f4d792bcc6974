import java.time.OffsetDateTime;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import waymark.client.ApiClient;
import waymark.client.ApiException;
import waymark.client.api.GuestsApi;
import waymark.client.api.ShopApi;
import waymark.client.model.GuestLookupRequest;
import waymark.client.model.NamedShipment;
import waymark.client.model.OrderSummary.StatusEnum;
import waymark.client.model.ShopOrder;
import waymark.client.model.ShopOrderCustomer;

/** Places an order, reads it, finds it as a guest does, and follows it until its parcel is on the last leg. */
class Follow {

    public static void main(String[] arguments) throws Exception {
        var number = arguments[2];
        var client = new ApiClient();
        client.updateBaseUri(arguments[0]);
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + arguments[1]));
        var shop = new ShopApi(client);
        var guests = new GuestsApi(client);

        var order = new ShopOrder()
                .orderNumber(number)
                .placedAt(OffsetDateTime.now())
                .customer(new ShopOrderCustomer().email("java@example.com"))
                .addShipmentsItem(new NamedShipment()
                        .courier("cdek")
                        .trackingNumber(arguments[3]));
        var placed = shop.placeOrder(number, order);
        soon(() -> shop.shopOrder(placed.getOrderNumber(), null), read -> read.getShipments().size() == 1);
        var found = guests.findOrder(new GuestLookupRequest().number(number).contact("java@example.com"));
        System.out.println("following");
        var token = found.getPage().replace("/t/", "");
        soon(
                () -> guests.guestOrder(token, null),
                read -> read.getSummary().getStatus() == StatusEnum.OUT_FOR_DELIVERY);
    }

    private static <T> void soon(Callable<T> read, Predicate<T> wanted) throws Exception {
        for (var i = 0; i < 100; i++) {
            try {
                if (wanted.test(read.call())) {
                    return;
                }
            } catch (ApiException e) {
                if (e.getCode() != 404) {
                    throw e;
                }
            }
            Thread.sleep(300);
        }
        throw new IllegalStateException("it does not come to that");
    }
}
