package dev.waymark.local.demo;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.local.Secrets;
import dev.waymark.local.couriers.CdekWebhooks;
import dev.waymark.local.couriers.EasyPostWebhooks;
import dev.waymark.local.couriers.WaymarkWebhooks;
import dev.waymark.local.couriers.Webhook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What the demo plays: {@code local/demo.yaml}. */
public record DemoScript(Map<String, Person> people, Map<String, Scan> scans, List<Scenario> scenarios) {

    /** Who may sign in to the support desk. */
    public static final String SUPPORT = "maria@lavka.example";

    /** Who may end the sessions of others there, too. */
    public static final String ADMINISTRATOR = "olga@lavka.example";

    public static DemoScript load() {
        try (var file = DemoScript.class.getResourceAsStream("/local/demo.yaml")) {
            return new YAMLMapper().readValue(Objects.requireNonNull(file), DemoScript.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Person person(String name) {
        return Objects.requireNonNull(people.get(name), name);
    }

    /** The scan by its name as typed, such as {@code out-for-delivery}. */
    public Optional<Scan> scan(String name) {
        return Optional.ofNullable(scans.get(name.toLowerCase(Locale.ROOT)));
    }

    /** What one can report of a shipment by hand, in the codes of each courier. */
    public record Scan(String text, String cdek, EasyPostStatus easyPost, String waymark) {

        record EasyPostStatus(String code, String detail) {}

        /** As {@code courier} reports it of the shipment {@code number}; absent for a courier that is not played here. */
        public Optional<Webhook> from(String courier, String number, Secrets secrets, Instant now) {
            return switch (courier) {
                case "cdek" -> Optional.of(new CdekWebhooks(secrets.cdekPath(), number).status(cdek, "Москва", now));
                case "easypost" ->
                    Optional.of(new EasyPostWebhooks(secrets.easyPostSecret(), number)
                            .scan(easyPost.code(), easyPost.detail(), text, now)
                            .webhook(now));
                case "waymark" ->
                    Optional.of(
                            new WaymarkWebhooks(secrets.waymarkSecret(), number).status(waymark, "Москва", text, now));
                default -> Optional.empty();
            };
        }
    }

    /** Who orders, and where to. */
    public record Person(ShopOrder.Customer customer, ShopOrder.Destination destination) {}

    /**
     * One order with its shipments.
     *
     * @param manual whether the visitor may go on with its first shipment, by hand
     * @param customer a person's name; absent where nobody orders
     * @param couriers one for each shipment of the order
     */
    record Scenario(
            String description,
            @JsonSetter(nulls = Nulls.AS_EMPTY) boolean manual,
            @Nullable String customer,
            ShopOrder.@Nullable Item item,
            @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> couriers,
            List<Step> steps) {}

    /**
     * What happens next.
     *
     * @param code the courier's own, of the status or problem
     * @param eta days from now: the expected one, or the first and the last
     * @param minutesAgo when it happened
     */
    record Step(
            String what,
            Action action,
            @JsonSetter(nulls = Nulls.AS_EMPTY) String code,
            @JsonSetter(nulls = Nulls.AS_EMPTY) String detail,
            @JsonSetter(nulls = Nulls.AS_EMPTY) String text,
            @JsonSetter(nulls = Nulls.AS_EMPTY) String city,
            @JsonSetter(nulls = Nulls.AS_EMPTY) List<Integer> eta,
            @JsonSetter(nulls = Nulls.AS_EMPTY) int minutesAgo) {}

    /** What can happen; the names of webhooks begin with their courier. */
    enum Action {
        ORDER,
        CDEK_STATUS,
        CDEK_RETRACTION,
        CDEK_PROBLEM,
        CDEK_AGREEMENT,
        CDEK_UNREADABLE,
        EASYPOST_REAL_SCAN,
        EASYPOST_REAL_HISTORY,
        EASYPOST_SCAN,
        EASYPOST_REPEAT,
        EASYPOST_FORGED,
        WAYMARK_STATUS
    }
}
