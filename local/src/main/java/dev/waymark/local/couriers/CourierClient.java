package dev.waymark.local.couriers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The public door, as a courier knocks at it. */
public final class CourierClient {

    private final URI gateway;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    public CourierClient(URI gateway) {
        this.gateway = gateway;
    }

    /** The status that the courier is answered with, and the body. */
    public HttpResponse<String> send(Webhook webhook) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(gateway.resolve(webhook.path()))
                .timeout(Duration.ofSeconds(15))
                .POST(HttpRequest.BodyPublishers.ofString(webhook.body()));
        webhook.headers().forEach(request::header);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
