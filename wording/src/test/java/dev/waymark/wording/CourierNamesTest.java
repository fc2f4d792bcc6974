package dev.waymark.wording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.CourierCode;
import org.junit.jupiter.api.Test;

class CourierNamesTest {

    private final MessageBundle ru = MessageBundle.of("wording", Language.valueOf("ru"));
    private final MessageBundle en = MessageBundle.of("wording", Language.valueOf("en"));

    @Test
    void courierHasItsNameInEachLanguage() {
        var post = new CourierCode("russian-post");

        assertThat(CourierNames.name(post, ru)).isEqualTo("Почта России");
        assertThat(CourierNames.from(post, ru)).isEqualTo("Почты России");
        assertThat(CourierNames.name(post, en)).isEqualTo("Russian Post");
        assertThat(CourierNames.from(post, en)).isEqualTo("Russian Post");
    }

    @Test
    void nameThatIsTheSameEverywhereIsWrittenOnce() {
        assertThat(CourierNames.brand(new CourierCode("dhl"), ru)).contains("DHL");
    }

    @Test
    void courierWithoutANameIsDescribed() {
        assertThat(CourierNames.brand(new CourierCode("easypost"), ru)).isEmpty();
        assertThat(CourierNames.name(new CourierCode("easypost"), ru)).isEqualTo("Международная служба");
        assertThat(CourierNames.name(new CourierCode("new-one"), ru)).isEqualTo("Служба доставки");
        assertThat(CourierNames.from(new CourierCode("new-one"), en)).isEqualTo("the courier");
    }

    @Test
    void siteLeadsToTheParcel() {
        assertThat(CourierNames.site(new CourierCode("cdek"), "10 1", ru))
                .contains("https://www.cdek.ru/ru/tracking?order_id=10+1");
        assertThat(CourierNames.site(new CourierCode("new-one"), "1", ru)).isEmpty();
    }
}
