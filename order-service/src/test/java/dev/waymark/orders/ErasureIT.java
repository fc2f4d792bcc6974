package dev.waymark.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.orders.people.PersonalDataVault;
import dev.waymark.orders.query.OrderRepository;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;

class ErasureIT extends RunningOrderService {

    @Autowired
    private PersonalDataVault vault;

    @Autowired
    private OrderRepository reads;

    @Test
    void erasedPersonHasNoContactAndNobodyElseIsAffected() {
        var number = number();
        var other = number();
        placed(number, order(number, ""));
        placed(other, order(other, ""));

        erase(number);

        problem(contact(number), 410, "person-erased");
        assertThat(body(contact(other)).get("name").asString()).isEqualTo("Анна Петрова");
    }

    @Test
    void orderOfAnErasedPersonHasNoCustomer() {
        var number = number();
        placed(number, order(number, ""));
        var ref = resolve(mail(number)).get("personRef").asString();

        erase(number);

        var forSupport = body(get("support:search", "/internal/support/orders/{number}", number));
        assertThat(forSupport.get("orderNumber").asString()).isEqualTo(number);
        assertThat(forSupport.has("customer")).isFalse();
        assertThat(body(get("orders:read.own", "/internal/people/{ref}/orders/{number}", ref, number))
                        .has("customer"))
                .isFalse();
        var found = body(
                post("support:search", "/internal/support/search").bodyValue("{\"query\": \"%s\"}".formatted(number)));
        assertThat(found.at("/hits/0/orderNumber").asString()).isEqualTo(number);
        assertThat(found.at("/hits/0").has("name")).isFalse();
    }

    @Test
    void newOrderOfAnErasedPersonRestoresNoOldOrder() {
        var old = number();
        placed(old, order(old, ""));
        erase(old);

        var anew = number();
        placed(anew, order(anew, "").replace("Anna." + anew, "Anna." + old));

        assertThat(body(contact(anew)).at("/contacts/EMAIL/address").asString()).isEqualTo(mail(old));
        problem(contact(old), 410, "person-erased");
        assertThat(body(post("support:search", "/internal/support/search")
                                .bodyValue("{\"query\": \"%s\"}".formatted(mail(old))))
                        .get("hits")
                        .size())
                .isEqualTo(2);
    }

    private void erase(String number) {
        var id = OrderId.of(new OrderNumber(number));
        var order = reads.orders(List.of(id)).block().get(id).order();
        vault.erase(order.placed().personId()).block();
    }

    private static String mail(String number) {
        return "anna.%s@example.com".formatted(number).toLowerCase(Locale.ROOT);
    }

    private WebTestClient.RequestHeadersSpec<?> contact(String number) {
        return post("contacts:read", "/internal/orders/{id}/contact", OrderId.of(new OrderNumber(number)));
    }
}
