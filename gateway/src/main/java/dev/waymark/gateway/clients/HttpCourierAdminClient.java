package dev.waymark.gateway.clients;

import dev.waymark.contract.view.CourierList;
import dev.waymark.contract.view.QuarantinePage;
import dev.waymark.contract.view.QuarantinedPayload;
import dev.waymark.contract.view.ReplayAllResponse;
import dev.waymark.contract.view.ReplayResponse;
import dev.waymark.contract.view.ShadowReport;
import dev.waymark.tokens.ServiceTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** The ingest service's HTTP routes; each call names its purpose. */
public final class HttpCourierAdminClient implements CourierAdminClient {

    private static final Map<String, String> NOTHING = Map.of();

    private final ServiceClient couriers;
    private final ServiceClient reading;
    private final ServiceClient replaying;

    public HttpCourierAdminClient(WebClient.Builder builder, ServiceTokens tokens, ServiceSettings settings) {
        couriers = ingest(builder, tokens, settings, "couriers:read");
        reading = ingest(builder, tokens, settings, "quarantine:read");
        replaying = ingest(builder, tokens, settings, "quarantine:replay");
    }

    @Override
    public Mono<CourierList> couriers() {
        return couriers.get(CourierList.class, "/internal/couriers");
    }

    @Override
    public Mono<ShadowReport> shadow(String courier) {
        return couriers.get(ShadowReport.class, "/internal/couriers/{courier}/shadow", courier);
    }

    @Override
    public Mono<QuarantinePage> quarantine(@Nullable String courier, @Nullable String cursor, int limit) {
        var path = new StringBuilder("/internal/quarantine?limit={limit}");
        var variables = new ArrayList<Object>(List.of(limit));
        add("courier", courier, path, variables);
        add("cursor", cursor, path, variables);
        return reading.get(QuarantinePage.class, path.toString(), variables.toArray());
    }

    @Override
    public Mono<QuarantinedPayload> quarantined(String rawId) {
        return reading.get(QuarantinedPayload.class, "/internal/quarantine/{id}", rawId);
    }

    @Override
    public Mono<ReplayResponse> replay(String rawId) {
        return replaying.post(ReplayResponse.class, "/internal/quarantine/{id}/replay", NOTHING, rawId);
    }

    @Override
    public Mono<ReplayAllResponse> replayAll(String courier, @Nullable String cursor) {
        var path = new StringBuilder("/internal/quarantine/replay?courier={courier}");
        var variables = new ArrayList<Object>(List.of(courier));
        add("cursor", cursor, path, variables);
        return replaying.post(ReplayAllResponse.class, path.toString(), NOTHING, variables.toArray());
    }

    private static void add(String name, @Nullable String value, StringBuilder path, List<Object> variables) {
        if (value != null) {
            path.append('&').append(name).append("={").append(name).append('}');
            variables.add(value);
        }
    }

    private static ServiceClient ingest(
            WebClient.Builder builder, ServiceTokens tokens, ServiceSettings settings, String purpose) {
        var client = builder.clone()
                .baseUrl(settings.ingestUrl().toString())
                .filter(tokens.bearer(ServiceNames.INGEST, purpose))
                .build();
        return new ServiceClient(ServiceNames.INGEST, client, settings.answerWithin());
    }
}
