package dev.waymark.platform.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.contract.Channel;
import dev.waymark.contract.order.ChangeOrigin;
import dev.waymark.contract.order.OrderEvent;
import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.contract.tracking.Checkpoint;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Fact;
import dev.waymark.contract.tracking.Milestone;
import dev.waymark.contract.tracking.Notice;
import dev.waymark.contract.tracking.ReturnReason;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.contract.tracking.ZoneQuality;
import dev.waymark.platform.web.ServiceJson;
import dev.waymark.platform.web.StrictJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.kafka.listener.BatchListenerFailedException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Events as a version writes them that this one does not know yet: {@code corpus/future} of contract. */
class FutureEventsTest {

    private static final JsonMapper JSON = mapper();

    @Test
    void unknownValuesOfATrackingEventCostNothingElseOfIt() {
        var event = only(TrackingEvent.class, "future/tracking-event");

        assertThat(event.checkpoints())
                .extracting(Checkpoint::fact)
                .containsExactly(
                        new Fact.Status(SubStatus.ACCEPTED),
                        new Fact.Status("DRONE_LAUNCHED"),
                        new Fact.Information(Notice.INFO),
                        new Fact.Status(SubStatus.UNMAPPED));
        var unknown = event.checkpoints().get(1);
        assertThat(((Fact.Status) unknown.fact()).subStatus()).isEqualTo(SubStatus.UNMAPPED);
        assertThat(JSON.writeValueAsString(unknown.fact())).contains("DRONE_LAUNCHED");
        assertThat(unknown.direction()).isEqualTo(Direction.FORWARD);
        assertThat(unknown.time().zoneQuality()).isEqualTo(ZoneQuality.SUSPECT);
        assertThat(unknown.detailsOrNone().returnReason()).isEqualTo(ReturnReason.OTHER);
        assertThat(unknown.detailsOrNone().cause()).isNull();
        assertThat(event.checkpoints().get(3).rawStatus().text()).isEqualTo("1.2 kg");
        assertThat(event.eta()).isNotNull();
    }

    @Test
    void unknownChannelOfAnOrderIsLeftOut() {
        var placed = (OrderEvent.OrderPlaced) only(OrderEvent.class, "future/order-placed");

        assertThat(placed.channels()).containsExactly(Channel.EMAIL);
        assertThat(placed.destinationKind()).isNull();
    }

    @Test
    void unknownMilestoneIsNoneThatAnybodyIsNotifiedOf() {
        var reached = (OrderUpdate.MilestoneReached) only(OrderUpdate.class, "future/milestone-reached");

        assertThat(reached.milestone()).isEqualTo(Milestone.UNKNOWN);
        assertThat(reached.subStatus()).isEqualTo(SubStatus.UNMAPPED);
        assertThat(reached.origin()).isEqualTo(ChangeOrigin.CORRECTION);
    }

    @ParameterizedTest
    @CsvSource({
        "order-refunded, order-placed, dev.waymark.contract.order.OrderEvent",
        "parcel-weighed, order-confirmed, dev.waymark.contract.order.OrderUpdate"
    })
    <E> void unknownKindIsReportedAloneAndByItsName(String unknown, String known, Class<E> type) {
        var processed = new ArrayList<E>();
        var consumer = new BatchConsumer<>(JSON, type, processed::addAll);

        assertThatThrownBy(() -> consumer.accept(
                        List.of(bytes("v1/" + known), bytes("future/" + unknown), bytes("v1/" + known))))
                .isInstanceOfSatisfying(
                        BatchListenerFailedException.class,
                        failure -> assertThat(failure.getIndex()).isEqualTo(1))
                .hasRootCauseMessage("unknown kind: " + unknown);

        assertThat(processed).hasSize(1);
    }

    @Test
    void unknownValueInARequestIsStillRefused() {
        var strict = StrictJson.of(JSON);

        assertThatThrownBy(() -> strict.readValue("\"CARRIER_PIGEON\"", Channel.class))
                .isInstanceOf(JacksonException.class);
        assertThatThrownBy(() -> strict.readValue(bytes("future/order-refunded"), OrderEvent.class))
                .isInstanceOf(JacksonException.class);
    }

    private static <E> E only(Class<E> type, String file) {
        var processed = new ArrayList<E>();
        new BatchConsumer<>(JSON, type, processed::addAll).accept(List.of(bytes(file)));
        assertThat(processed).hasSize(1);
        return processed.getFirst();
    }

    private static JsonMapper mapper() {
        var mapper = JsonMapper.builder();
        ServiceJson.configure(mapper);
        return mapper.build();
    }

    private static byte[] bytes(String file) {
        try (var in = FutureEventsTest.class.getResourceAsStream("/corpus/" + file + ".json")) {
            return Objects.requireNonNull(in).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
