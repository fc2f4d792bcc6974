package dev.waymark.local.couriers;

import dev.waymark.contract.order.ShopOrder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** The public doors, as a courier and a shop use them. */
public final class GatewayClient {

    private final URI gateway;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    public GatewayClient(URI gateway) {
        this.gateway = gateway;
    }

    public HttpResponse<String> send(Webhook webhook) throws IOException, InterruptedException {
        return post(webhook.path(), webhook.headers(), webhook.body());
    }

    public HttpResponse<String> place(ShopOrder order, String apiKey) throws IOException, InterruptedException {
        return place(order, apiKey, UUID.randomUUID().toString());
    }

    /** The same request again, where {@code idempotencyKey} is the same. */
    public HttpResponse<String> place(ShopOrder order, String apiKey, String idempotencyKey)
            throws IOException, InterruptedException {
        var headers = Map.of(
                "authorization", "Bearer " + apiKey, "content-type", Webhook.JSON, "idempotency-key", idempotencyKey);
        return post("/api/orders", headers, Payloads.JSON.writeValueAsString(order));
    }

    private HttpResponse<String> post(String path, Map<String, String> headers, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(Duration.ofSeconds(15))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
