package dev.waymark.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.embedded.junit.WithStore;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;

@WithStore
class FindOrderPageIT {

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final RunningGateway gateway = RunningGateway.shared();
    private final Orders orders = new Orders(gateway);

    @Test
    void numberAndContactLeadToTheGuestPage() {
        var number = Orders.number();
        var token = Orders.token();
        orders.lookup(number, "anna@shop.example", token);

        var found = find(number, "anna@shop.example");

        assertThat(found.getStatus().value()).isEqualTo(200);
        assertThat(new String(found.getResponseBodyContent(), UTF_8)).contains("\"page\":\"/t/" + token + "\"");
    }

    @Test
    void wrongContactAndUnknownNumberAreAnsweredWithTheSameBytes() {
        var number = Orders.number();
        orders.lookup(number, "anna@shop.example", Orders.token());

        var wrongContact = find(number, "boris@shop.example");
        var unknownNumber = find(Orders.number(), "anna@shop.example");
        var nonsense = find("?", "?");

        assertThat(wrongContact.getStatus().value()).isEqualTo(404);
        assertThat(shape(unknownNumber)).isEqualTo(shape(wrongContact));
        assertThat(shape(nonsense)).isEqualTo(shape(wrongContact));
        assertThat(unknownNumber.getResponseBodyContent()).isEqualTo(wrongContact.getResponseBodyContent());
        assertThat(nonsense.getResponseBodyContent()).isEqualTo(wrongContact.getResponseBodyContent());
    }

    @Test
    void sixthTryForOneNumberIsRefusedWhereverItComesFromAndWhetherOrNotItExists() {
        var known = Orders.number();
        var unknown = Orders.number();
        orders.lookup(known, "anna@shop.example", Orders.token());

        for (var number : List.of(known, unknown)) {
            for (var i = 0; i < 5; i++) {
                assertThat(find(number, "guess" + i + "@shop.example")
                                .getStatus()
                                .value())
                        .isEqualTo(404);
            }
            var refused = find(number, "anna@shop.example");
            assertThat(refused.getStatus().value()).isEqualTo(429);
            assertThat(refused.getResponseHeaders().getFirst("Retry-After")).isNotNull();
        }
    }

    private EntityExchangeResult<byte[]> find(String number, String contact) {
        return gateway.client()
                .post()
                .uri("/api/find")
                .header("traceparent", TRACE)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("number", number, "contact", contact))
                .exchange()
                .expectBody()
                .returnResult();
    }

    private static Map<String, Object> shape(EntityExchangeResult<byte[]> answer) {
        var shape = new TreeMap<String, Object>();
        shape.put(":status", answer.getStatus());
        answer.getResponseHeaders().forEach(shape::put);
        shape.remove("Date");
        return shape;
    }
}
