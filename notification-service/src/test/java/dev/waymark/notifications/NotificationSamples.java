package dev.waymark.notifications;

import dev.waymark.contract.Channel;
import dev.waymark.contract.EventId;
import dev.waymark.contract.OrderId;
import dev.waymark.contract.OrderNumber;
import dev.waymark.contract.Samples;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.order.ChangeOrigin;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.contract.order.OrderUpdate.MilestoneReached;
import dev.waymark.contract.order.OrderUpdate.OrderConfirmed;
import dev.waymark.contract.order.OrderUpdate.TimelineChanged;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.contract.tracking.Details;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Eta;
import dev.waymark.contract.tracking.Milestone;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.contract.view.ContactAnswer;
import dev.waymark.contract.view.ContactAnswer.ChannelContact;
import dev.waymark.contract.view.CustomerStatus;
import dev.waymark.contract.view.OrderView;
import dev.waymark.contract.view.OrderView.CustomerView;
import dev.waymark.contract.view.OrderView.ShipmentView;
import dev.waymark.contract.view.Presentation;
import dev.waymark.notifications.domain.NotificationPolicy;
import dev.waymark.notifications.domain.NotificationTrigger;
import dev.waymark.notifications.sending.Message;
import dev.waymark.notifications.sending.MessageKey;
import dev.waymark.notifications.sending.MessageSettings;
import dev.waymark.notifications.sending.MessageTemplates;
import dev.waymark.notifications.sending.SentParts;
import dev.waymark.orders.presentation.PresentedViews;
import dev.waymark.wording.Language;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Updates and contacts to test with: Anna's order, in Yekaterinburg. */
public final class NotificationSamples {

    public static final MessageTemplates TEMPLATES = new MessageTemplates(new MessageSettings(
            new MessageSettings.Shop("Лавка", Map.of("en", "Lavka", "de", "Lavka"), Language.valueOf("ru")),
            Map.of("email", URI.create("https://track.shop.example/t/"), "sms", URI.create("https://t.example/"))));

    /** As in the service's YAML file. */
    public static final NotificationPolicy RULES = new NotificationPolicy(
            Duration.ofHours(24),
            Duration.ofHours(24),
            Duration.ofHours(8),
            LocalTime.of(20, 0),
            Duration.ofDays(3),
            Duration.ofHours(12),
            Duration.ofHours(12),
            Duration.ofHours(24));

    public static final Instant NOON = Samples.NOON;
    public static final LocalDate TODAY = LocalDate.parse("2027-05-12");
    public static final String LINK = "Lh3kPq8ZtR0aYw5VnC2sXd";
    public static final String TELEGRAM_LINK = "Tg5xLr2QmZ8nB4vK7cY1w";
    public static final String SMS_LINK = "aB3dE5fG7hJ9kL2m";

    private NotificationSamples() {}

    public static OrderId order(String number) {
        return OrderId.of(new OrderNumber(number));
    }

    public static ShipmentKey shipmentOf(String number) {
        return Samples.shipment("10112345678-" + number);
    }

    public static OrderConfirmed placed(String number, Instant at) {
        return new OrderConfirmed(EventId.of("confirmed", number), order(number), new OrderNumber(number), at, at);
    }

    public static MilestoneReached reached(String number, SubStatus status, Instant at) {
        return reached(number, status, 1, ChangeOrigin.LIVE, at);
    }

    public static MilestoneReached reached(
            String number, SubStatus status, int visit, ChangeOrigin origin, Instant at) {
        var shipment = shipmentOf(number);
        return new MilestoneReached(
                EventId.of("milestone", number, status.name(), String.valueOf(visit)),
                order(number),
                shipment,
                status.milestone(),
                status,
                Direction.FORWARD,
                visit,
                status.milestone() == Milestone.IN_TRANSIT ? Milestone.PRE_TRANSIT : Milestone.IN_TRANSIT,
                origin,
                at,
                status.milestone() == Milestone.OUT_FOR_DELIVERY ? today(at) : null,
                status.milestone() == Milestone.READY_FOR_PICKUP ? LocalDate.parse("2027-05-19") : null,
                at.plusSeconds(60));
    }

    public static TimelineChanged timeline(String number, Instant at) {
        return new TimelineChanged(EventId.of("timeline", number), order(number), shipmentOf(number), at);
    }

    /** Today from two to six. */
    public static Eta today(Instant statedAt) {
        return new Eta(TODAY, TODAY, LocalTime.of(14, 0), LocalTime.of(18, 0), Eta.Source.COURIER, statedAt);
    }

    public static Eta eta(String from, String until) {
        return new Eta(LocalDate.parse(from), LocalDate.parse(until), null, null, Eta.Source.COURIER, NOON);
    }

    /** The shipment of {@code update} in the state that it says. */
    public static ShipmentView shipment(MilestoneReached update) {
        return new ShipmentView(
                update.shipment().courier(),
                update.shipment().trackingNumber().value(),
                null,
                CustomerStatus.of(update.subStatus(), Details.NONE),
                update.milestone(),
                update.subStatus(),
                update.direction(),
                update.occurrence(),
                update.occurredAt(),
                null,
                new Details(null, null, null, update.storageDeadline(), false, null, null),
                update.milestone() == Milestone.DELIVERED,
                update.eta() == null ? eta("2027-05-12", "2027-05-14") : update.eta(),
                null,
                false,
                null,
                null,
                List.of(),
                null,
                Presentation.of(CustomerStatus.of(update.subStatus(), Details.NONE)),
                null);
    }

    public static OrderView orderWith(List<ShipmentView> shipments) {
        return order(
                shipments, new ShopOrder.Item("KTL-1", "чайник «Уголёк»", 1), new ShopOrder.Item(null, "чашка", 2));
    }

    public static OrderView order(List<ShipmentView> shipments, ShopOrder.Item... items) {
        return PresentedViews.present(new OrderView(
                order("10042"),
                "10042",
                NOON,
                1,
                NOON,
                "ru",
                "Asia/Yekaterinburg",
                new ShopOrder.Promise(LocalDate.parse("2027-05-12"), LocalDate.parse("2027-05-14")),
                ShopOrder.Destination.Kind.PICKUP_POINT,
                items.length,
                List.of(items),
                new CustomerView(null, Map.of(), "Пермь", "ул. Ленина, 5"),
                new OrderView.Summary(
                        CustomerStatus.PLACED,
                        null,
                        0,
                        0,
                        shipments.size(),
                        false,
                        Presentation.of(CustomerStatus.PLACED)),
                shipments,
                null,
                null,
                null,
                null,
                null,
                null));
    }

    public static ContactAnswer contact(String number, String language, OrderView order) {
        return contact(number, language, order, Set.of(Channel.EMAIL, Channel.SMS));
    }

    public static ContactAnswer contact(String number, String language, OrderView order, Set<Channel> consent) {
        return contact(
                number,
                language,
                order,
                Map.of(
                        Channel.EMAIL, new ChannelContact(mailbox(number), consent.contains(Channel.EMAIL), LINK),
                        Channel.SMS, new ChannelContact(phone(number), consent.contains(Channel.SMS), SMS_LINK),
                        Channel.TELEGRAM,
                                new ChannelContact(
                                        consent.contains(Channel.TELEGRAM) ? chat(number) : null,
                                        consent.contains(Channel.TELEGRAM),
                                        TELEGRAM_LINK)));
    }

    public static ContactAnswer contact(
            String number, String language, OrderView order, Map<Channel, ChannelContact> contacts) {
        return new ContactAnswer(
                order(number),
                new OrderNumber(number),
                "Анна Петрова",
                language,
                "Asia/Yekaterinburg",
                contacts,
                order);
    }

    public static String chat(String number) {
        return "555" + number;
    }

    public static String mailbox(String number) {
        return "anna-" + number + "@example.com";
    }

    public static String phone(String number) {
        return "+7916" + "0000000".substring(Math.min(7, number.length())) + number;
    }

    /** As the order service would answer about {@code update}. */
    public static ContactAnswer contact(String number, String language, @Nullable OrderUpdate update) {
        return contact(
                number,
                language,
                orderWith(update instanceof MilestoneReached reached ? List.of(shipment(reached)) : List.of()));
    }

    /** News for an hour, of which the provider has nothing yet. */
    public static Message.OrderNotification message(
            MessageKey key,
            MessageKey thread,
            String address,
            NotificationTrigger trigger,
            ContactAnswer contact,
            Instant now) {
        return new Message.OrderNotification(
                key, thread, address, trigger, contact, now, now.plus(Duration.ofHours(1)), SentParts.NONE);
    }

    public static Instant after(Duration duration) {
        return NOON.plus(duration);
    }
}
