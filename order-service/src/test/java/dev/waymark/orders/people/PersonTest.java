package dev.waymark.orders.people;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.Channel;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PersonTest {

    private final JsonMapper json = JsonMapper.shared();

    @Test
    void whatEarlierVersionsEncryptedIsRead() {
        var earlier = """
                {"customerId": "7", "name": "Анна", "email": "a@b.example", "phone": "+79161234542", "city": "Пермь"}""";

        assertThat(json.readValue(earlier, Person.class))
                .isEqualTo(new Person(
                        "7",
                        "Анна",
                        Map.of(Channel.EMAIL, "a@b.example", Channel.SMS, "+79161234542"),
                        null,
                        "Пермь",
                        null,
                        null));
    }

    @Test
    void addressOfAnEarlierVersionIsReadInItsCanonicalForm() {
        var earlier = """
                {"addresses": {"EMAIL": "anna@пример.рф", "SMS": "+79161234542"}}""";

        assertThat(json.readValue(earlier, Person.class).addresses())
                .isEqualTo(Map.of(Channel.EMAIL, "anna@xn--e1afmkfd.xn--p1ai", Channel.SMS, "+79161234542"));
    }

    @Test
    void whatIsWrittenIsRead() {
        var person = new Person("7", null, Map.of(Channel.TELEGRAM, "5550100"), "RU", null, null, "ул. Ленина, 5");

        assertThat(json.readValue(json.writeValueAsString(person), Person.class))
                .isEqualTo(person);
    }
}
