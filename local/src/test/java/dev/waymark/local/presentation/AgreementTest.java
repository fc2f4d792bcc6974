package dev.waymark.local.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.Channel;
import dev.waymark.contract.EventId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.contract.order.ChangeOrigin;
import dev.waymark.contract.order.OrderUpdate.MilestoneReached;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.contract.view.ContactAnswer;
import dev.waymark.contract.view.ContactAnswer.ChannelContact;
import dev.waymark.contract.view.DeliveryWindow;
import dev.waymark.contract.view.OrderView;
import dev.waymark.contract.view.OrderView.ShipmentView;
import dev.waymark.contract.view.Presentation;
import dev.waymark.gateway.pages.Audience;
import dev.waymark.gateway.pages.order.OrderPage;
import dev.waymark.notifications.domain.NotificationTrigger;
import dev.waymark.notifications.sending.Message;
import dev.waymark.notifications.sending.MessageKey;
import dev.waymark.notifications.sending.MessageSettings;
import dev.waymark.notifications.sending.MessageTemplates;
import dev.waymark.notifications.sending.SentParts;
import dev.waymark.notifications.sending.TemplateModel;
import dev.waymark.wording.Language;
import dev.waymark.wording.LocalizedContext;
import dev.waymark.wording.MessageBundle;
import java.net.URI;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Page, desk, mail, text message and API say the same: none names a day or a place that the presentation does not hold, in
 * any status, for any destination, with one shipment or two, with times and without. (issue 12, T1, T2, T13)
 */
class AgreementTest {

    private static final Language EN = Language.valueOf("en");
    private static final Pattern DAYS = Pattern.compile("\\b(\\d{1,2})(?:[–-](\\d{1,2}))?[ \u00a0]May\\b");
    private static final Map<String, Integer> NEAR_DAYS = Map.of("yesterday", 12, "today", 13, "tomorrow", 14);
    private static final String FACILITY = "Depot 9";

    private static final MessageTemplates TEMPLATES = new MessageTemplates(new MessageSettings(
            new MessageSettings.Shop("Lavka", Map.of(), EN), Map.of("email", URI.create("https://t.example/"))));

    static Stream<History> histories() {
        return Arrays.stream(SubStatus.values())
                .flatMap(status -> Stream.of("08:00 ", "")
                        .flatMap(time -> Stream.of("", " at Kazan/" + FACILITY)
                                .map(place ->
                                        "11 09:00 ACCEPTED at Moscow; 13 " + time + status + place + ", until 20")))
                .flatMap(reports -> Stream.of(
                        reports,
                        "eta 12 said 11 10:00; " + reports,
                        "eta 15-16 said 12 10:00; " + reports,
                        reports + "; eta 14 10-14h said 13 09:00",
                        reports + " && 11 09:00 ARRIVED at Omsk; eta 21 said 12 10:00"))
                .flatMap(
                        reports -> Stream.of("door 17-19", "point 17-19", "-").map(shop -> new History(shop, reports)));
    }

    @ParameterizedTest
    @MethodSource("histories")
    void nobodyNamesADayOrAPlaceThatIsNotPresented(History history) {
        var views = history.views();
        agrees(views.forOwner(), Audience.OWNER);
        agrees(views.forGuest(), Audience.GUEST);
        agrees(views.forSupport(), Audience.SUPPORT);
        assertThat(views.forShop().summary().presentation().status())
                .isEqualTo(views.forOwner().summary().presentation().status());
        messages(views.forOwner());
    }

    private static void agrees(OrderView view, Audience audience) {
        var page = page(view, audience);
        var presentation = view.summary().presentation();
        var main = page.main();
        var text = String.join(" ", main.headline(), main.lead().spoken());

        assertThat(presentation).isEqualTo(shipment(view).presentation());
        assertThat(days(text)).as(text).isSubsetOf(days(shipment(view), presentation));
        Optional.ofNullable(presentation.upcoming())
                .filter(_ -> presentation.status().awaitsDelivery())
                .filter(_ -> !main.days().isEmpty())
                .ifPresent(window -> assertThat(main.days().stream()
                                .filter(day -> day.kind().name().equals("NOW"))
                                .map(day -> LocalDate.parse(day.date())))
                        .contains(window.from()));
        namesOnlyThePlace(text, presentation, audience != Audience.GUEST);
        assertThat(main.severity()).isEqualTo(presentation.severity());
    }

    /** The mail and the text message of each status that has one. */
    private static void messages(OrderView view) {
        var presentation = view.summary().presentation();
        var shipment = shipment(view);
        var headline = page(view, Audience.OWNER).main().headline();
        Optional.ofNullable(shipment.subStatus())
                .filter(_ -> !presentation.status().isReturn())
                .flatMap(_ -> NotificationTrigger.of(reached(view, shipment)))
                .ifPresent(trigger -> {
                    var model = TEMPLATES.model(message(view, trigger), Channel.EMAIL);
                    var mail = Stream.of("subject", "headline", "lead")
                            .map(model::get)
                            .collect(Collectors.joining(" "));
                    var rows =
                            model.rows().stream().map(TemplateModel.Row::value).collect(Collectors.joining(", "));
                    var before = String.join(" ", model.windowBefore().stream().toList());
                    var sms =
                            TEMPLATES.model(message(view, trigger), Channel.SMS).get("sms");

                    assertThat(days(mail + " " + before)).as(mail).isSubsetOf(days(shipment, presentation));
                    assertThat(days(sms)).as(sms).isSubsetOf(days(shipment, presentation));
                    assertThat(days(sms)).as("%s / %s", mail, sms).isEqualTo(days(mail));
                    assertThat(window(headline, presentation))
                            .as("%s / %s", headline, mail)
                            .isEqualTo(window(mail, presentation));
                    namesOnlyThePlace(mail + rows, presentation, true);
                });
    }

    private static void namesOnlyThePlace(String text, Presentation presentation, boolean mayNameIt) {
        var facility =
                presentation.place() == null ? null : presentation.place().facility();
        Stream.of(FACILITY, History.HOME)
                .filter(place -> !mayNameIt || !place.equals(facility))
                .forEach(place -> assertThat(text).doesNotContain(place));
    }

    /** The days of {@code text} that say when it comes. */
    private static Set<Integer> window(String text, Presentation presentation) {
        var days = new TreeSet<>(days(text));
        days.retainAll(days(presentation.upcoming()));
        return days;
    }

    private static Set<Integer> days(ShipmentView shipment, Presentation presentation) {
        var days = new HashSet<Integer>();
        var arrival = presentation.arrival();
        if (arrival != null) {
            days.addAll(days(arrival.window()));
            days.addAll(days(arrival.before()));
        }
        Stream.of(presentation.contradicted(), shipment.occurredAt())
                .filter(Objects::nonNull)
                .map(instant -> LocalDate.ofInstant(instant, History.MOSCOW).getDayOfMonth())
                .forEach(days::add);
        Optional.ofNullable(presentation.actionUntil())
                .map(LocalDate::getDayOfMonth)
                .ifPresent(days::add);
        return days;
    }

    private static Set<Integer> days(@Nullable DeliveryWindow window) {
        return window == null
                ? Set.of()
                : Stream.of(window.from(), window.until())
                        .map(LocalDate::getDayOfMonth)
                        .collect(Collectors.toSet());
    }

    private static Set<Integer> days(String text) {
        var days = DAYS.matcher(text)
                .results()
                .flatMap(found -> Stream.of(found.group(1), found.group(2)))
                .filter(Objects::nonNull)
                .map(Integer::valueOf);
        var near = NEAR_DAYS.entrySet().stream()
                .filter(day -> Pattern.compile("\\b" + day.getKey() + "\\b")
                        .matcher(text)
                        .find())
                .map(Map.Entry::getValue);
        return Stream.concat(days, near).collect(Collectors.toCollection(TreeSet::new));
    }

    private static ShipmentView shipment(OrderView view) {
        return view.shipments().get(Objects.requireNonNull(view.summary().shipment()));
    }

    private static OrderPage page(OrderView view, Audience audience) {
        return OrderPage.of(
                view,
                audience,
                new LocalizedContext(MessageBundle.of("gateway", EN), History.MOSCOW, false, History.NOW));
    }

    private static MilestoneReached reached(OrderView view, ShipmentView shipment) {
        return new MilestoneReached(
                EventId.of("reached"),
                view.orderId(),
                new ShipmentKey(shipment.courier(), new TrackingNumber(shipment.trackingNumber())),
                Objects.requireNonNull(shipment.milestone()),
                Objects.requireNonNull(shipment.subStatus()),
                Objects.requireNonNull(shipment.direction()),
                Objects.requireNonNull(shipment.occurrence()),
                null,
                ChangeOrigin.LIVE,
                Objects.requireNonNull(shipment.occurredAt()),
                null,
                null,
                History.NOW);
    }

    private static Message.OrderNotification message(OrderView view, NotificationTrigger trigger) {
        var contacts = Map.of(
                Channel.EMAIL, new ChannelContact("anna@example.com", true, "EMAILTOKEN"),
                Channel.SMS, new ChannelContact("+79161234542", true, "SMSTOKEN"));
        var contact = new ContactAnswer(
                view.orderId(),
                new OrderNumber(view.orderNumber()),
                "Anna Petrova",
                "en",
                view.timeZone(),
                contacts,
                view);
        var key = new MessageKey("message");
        return new Message.OrderNotification(
                key,
                key,
                "anna@example.com",
                trigger,
                contact,
                History.NOW,
                History.NOW.plusSeconds(60),
                SentParts.NONE);
    }
}
