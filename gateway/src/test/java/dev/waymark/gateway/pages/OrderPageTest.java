package dev.waymark.gateway.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.view.OrderView;
import dev.waymark.gateway.pages.order.DeliveryCalendar;
import dev.waymark.gateway.pages.order.OrderPage;
import dev.waymark.gateway.pages.order.ProgressBar;
import dev.waymark.gateway.pages.order.ShipmentSection;
import dev.waymark.wording.Language;
import dev.waymark.wording.LocalizedContext;
import dev.waymark.wording.MessageBundle;
import java.time.ZoneId;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderPageTest {

    private static final Language RU = Language.valueOf("ru");
    private static final Language EN = Language.valueOf("en");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            placed            | Заказ оформлен, ждём 17–19 мая                            | Your order is confirmed, expected 17–19 May
            moved             | Посылка в пути, будет завтра, 14 мая, с 14 до 18          | Your parcel is on the way, expected tomorrow, 14 May, 14:00–18:00
            late              | Посылка опаздывает: ждали 11 мая                          | Your parcel is late: it was due 11 May
            customs-action    | Таможне нужны ваши данные до воскресенья, 16 мая          | Customs needs your details by Sunday, 16 May
            out-for-delivery  | Сегодня привезём с 14 до 18                               | Your parcel arrives today, 14:00–18:00
            ready             | Посылку можно забрать до вторника, 18 мая                 | Your parcel is ready, pick it up by Tuesday, 18 May
            attempt-failed    | Курьер вас не застал, новая попытка завтра, 14 мая, с 10 до 14 | We missed you, next attempt tomorrow, 14 May, 10:00–14:00
            delivered         | Доставлено сегодня в 09:05                                | Delivered today at 09:05
            no-news           | 36 дней нет отметок о посылке                             | No scans of your parcel for 36 days
            """)
    void headlineAnswersWhen(String state, String russian, String english) {
        assertThat(plain(page(state, RU).main().headline())).isEqualTo(russian);
        assertThat(plain(page(state, EN).main().headline())).isEqualTo(english);
    }

    @Test
    void movedDateIsSaidAndStruckThrough() {
        var main = page("moved", RU).main();

        assertThat(plain(Objects.requireNonNull(main.lead().was()))).isEqualTo("12 мая");
        assertThat(main.days())
                .extracting(DeliveryCalendar.Day::number, DeliveryCalendar.Day::kind)
                .contains(
                        org.assertj.core.groups.Tuple.tuple(12, DeliveryCalendar.Kind.WAS),
                        org.assertj.core.groups.Tuple.tuple(14, DeliveryCalendar.Kind.NOW));
        assertThat(main.days()).hasSize(7);
    }

    @Test
    void threeNewestEntriesStandBeforeTheRest() {
        var timeline = page("moved", RU).main().timeline();

        assertThat(timeline.newest()).hasSize(3);
        assertThat(timeline.size()).isEqualTo(12);
    }

    @Test
    void returnHasATrailOfItsOwn() {
        var progress = Objects.requireNonNull(page("returning", EN).main().progress());

        assertThat(progress.steps())
                .extracting(ProgressBar.Step::name)
                .containsExactly("Sent", "Turned back", "Going back", "At the shop");
    }

    @Test
    void parcelForAPickupPointIsNotThereWhileACourierCarriesIt() {
        assertThat(currentStep("out-for-delivery")).isEqualTo("Out for delivery");
        assertThat(currentStep("attempt-failed")).isEqualTo("Out for delivery");
        assertThat(currentStep("ready")).isEqualTo("At the point");
    }

    private static String currentStep(String state) {
        var order =
                SampleOrders.toPoint(Objects.requireNonNull(SampleOrders.all().get(state)));
        var page = OrderPage.of(order, Audience.GUEST, context(order, EN));
        return Objects.requireNonNull(page.main().progress()).steps().stream()
                .filter(ProgressBar.Step::isCurrent)
                .findFirst()
                .orElseThrow()
                .name();
    }

    @Test
    void timeOfAnotherZoneNamesItsCity() {
        assertThat(page("far-zone", RU).checked()).contains("14:05 (Екатеринбург)");
        assertThat(page("moved", RU).checked()).doesNotContain("(");
    }

    @Test
    void numberIsReadInGroups() {
        assertThat(ShipmentSection.groups("10112345678")).containsExactly("101", "1234", "5678");
    }

    private static OrderPage page(String state, Language language) {
        var order = Objects.requireNonNull(SampleOrders.all().get(state));
        return OrderPage.of(order, Audience.OWNER, context(order, language));
    }

    private static LocalizedContext context(OrderView order, Language language) {
        var zone = ZoneId.of(order.timeZone());
        return new LocalizedContext(
                MessageBundle.of("gateway", language),
                zone,
                !zone.equals(ZoneId.of("Europe/Moscow")),
                SampleOrders.NOW);
    }

    private static String plain(String text) {
        return text.replace('\u00a0', ' ');
    }
}
