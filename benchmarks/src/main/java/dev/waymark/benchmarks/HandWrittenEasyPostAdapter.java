package dev.waymark.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.contract.CourierCode;
import dev.waymark.contract.EventId;
import dev.waymark.contract.ShipmentKey;
import dev.waymark.contract.TrackingNumber;
import dev.waymark.contract.tracking.Checkpoint;
import dev.waymark.contract.tracking.CheckpointId;
import dev.waymark.contract.tracking.CheckpointTime;
import dev.waymark.contract.tracking.DelayReason;
import dev.waymark.contract.tracking.Details;
import dev.waymark.contract.tracking.Direction;
import dev.waymark.contract.tracking.Eta;
import dev.waymark.contract.tracking.Fact;
import dev.waymark.contract.tracking.Notice;
import dev.waymark.contract.tracking.Place;
import dev.waymark.contract.tracking.ProofOfDelivery;
import dev.waymark.contract.tracking.RawStatusText;
import dev.waymark.contract.tracking.SubStatus;
import dev.waymark.contract.tracking.TrackingEvent;
import dev.waymark.contract.tracking.ZoneQuality;
import dev.waymark.ingest.courier.Courier;
import dev.waymark.ingest.courier.CourierProtocol;
import dev.waymark.ingest.courier.MappingResult;
import dev.waymark.ingest.courier.PayloadMapper;
import dev.waymark.ingest.courier.ReceivedWebhook;
import dev.waymark.ingest.courier.RejectionReason;
import dev.waymark.ingest.courier.VerifiedPayload;
import dev.waymark.ingest.courier.WebhookVerifier;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * EasyPost written by hand: a tree, a switch, and nothing that another courier could use. What the engine and its mapping
 * file are measured against, so it does the same and no more.
 */
final class HandWrittenEasyPostAdapter {

    private static final String MAPPING = "easypost/2";

    private HandWrittenEasyPostAdapter() {}

    static Courier courier(String secret) {
        return new Courier(new CourierCode("easypost"), new Hmac(secret), new Reader(), CourierProtocol.DEFAULT);
    }

    private static final class Hmac implements WebhookVerifier {

        private static final String PREFIX = "hmac-sha256-hex=";

        private final Mac keyed;

        Hmac(String secret) {
            try {
                keyed = Mac.getInstance("HmacSHA256");
                var key = Normalizer.normalize(secret, Normalizer.Form.NFKD).getBytes(UTF_8);
                keyed.init(new SecretKeySpec(key, "HmacSHA256"));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Every Java platform has HmacSHA256", e);
            }
        }

        @Override
        public Optional<RejectionReason> verify(ReceivedWebhook webhook) {
            var signature = webhook.header("x-hmac-signature");
            if (signature == null) {
                return Optional.of(RejectionReason.SIGNATURE_MISSING);
            }
            try {
                var right = ((Mac) keyed.clone()).doFinal(webhook.body());
                var shown = signature.startsWith(PREFIX)
                        ? HexFormat.of().parseHex(signature.substring(PREFIX.length()))
                        : new byte[0];
                return MessageDigest.isEqual(right, shown)
                        ? Optional.empty()
                        : Optional.of(RejectionReason.SIGNATURE_INVALID);
            } catch (CloneNotSupportedException | IllegalArgumentException e) {
                return Optional.of(RejectionReason.SIGNATURE_INVALID);
            }
        }

        @Override
        public Set<String> signatureHeaders() {
            return Set.of("x-hmac-signature");
        }
    }

    private static final class Reader implements PayloadMapper {

        private static final JsonMapper JSON = new JsonMapper();
        private static final Pattern SIGNER = Pattern.compile("(?i)[\\s,;:.(-]*\\b(signed|received)( for)? by\\b.*");
        private static final int STALE_AFTER_DAYS = 60;

        @Override
        public MappingResult map(VerifiedPayload payload) {
            try {
                return read(JSON.readTree(payload.body()), payload);
            } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
                return new MappingResult.Unmappable("not as EasyPost documents it");
            }
        }

        private static MappingResult read(JsonNode root, VerifiedPayload payload) {
            var result = root.path("result");
            if ("test".equals(text(root, "mode")) || "test".equals(text(result, "mode"))) {
                return new MappingResult.Ignored("test-mode", false, null);
            }
            var description = text(root, "description");
            if (description != null && description.startsWith("tracker.")) {
                return text(result, "id") == null && text(result, "tracking_code") == null
                        ? new MappingResult.Ignored("no-tracker", false, null)
                        : tracker(root, result, payload);
            }
            return "Event".equals(text(root, "object")) && description != null
                    ? new MappingResult.Ignored("not-tracking", false, null)
                    : new MappingResult.Unmappable("not an event");
        }

        private static MappingResult tracker(JsonNode root, JsonNode result, VerifiedPayload payload) {
            var number = text(result, "tracking_code");
            if (number == null) {
                return new MappingResult.Unmappable("no tracking code");
            }
            var shipment = new ShipmentKey(payload.courier(), new TrackingNumber(number));
            var returning = "true".equals(text(result, "is_return"));
            var unmapped = new ArrayList<String>();
            var checkpoints = new LinkedHashMap<CheckpointId, Checkpoint>();
            for (var detail : result.path("tracking_details")) {
                var checkpoint = checkpoint(shipment, detail, returning, unmapped);
                checkpoints.putIfAbsent(checkpoint.id(), checkpoint);
            }
            var reportedAt = reportedAt(root, result);
            var eta = eta(result, reportedAt == null ? payload.receivedAt() : reportedAt, newest(checkpoints));
            if (checkpoints.isEmpty() && eta == null) {
                return new MappingResult.Ignored("no-checkpoints", true, null);
            }
            return new MappingResult.Mapped(
                    List.of(new TrackingEvent(
                            EventId.of("tracking-event", MAPPING, payload.rawId(), shipment.toString()),
                            shipment.courier(),
                            shipment.trackingNumber(),
                            List.copyOf(checkpoints.values()),
                            eta,
                            text(result, "signed_by") == null
                                    ? null
                                    : new ProofOfDelivery(ProofOfDelivery.Type.SIGNATURE, null),
                            reportedAt,
                            payload.receivedAt(),
                            MAPPING,
                            payload.rawId())),
                    unmapped);
        }

        private static Checkpoint checkpoint(
                ShipmentKey shipment, JsonNode detail, boolean returningMessage, List<String> unmapped) {
            var status = text(detail, "status");
            var statusDetail = text(detail, "status_detail");
            var datetime = text(detail, "datetime");
            var carrierCode = text(detail, "carrier_code");
            var message = text(detail, "message");
            var location = detail.path("tracking_location");
            var city = text(location, "city");
            if (datetime == null || (status == null && statusDetail == null)) {
                throw new IllegalArgumentException("no time, or no status");
            }
            var code = status == null ? statusDetail : statusDetail == null ? status : status + "/" + statusDetail;
            var known = meaning(orEmpty(status), orEmpty(statusDetail));
            if (known == null) {
                unmapped.add(String.valueOf(code));
            }
            var meaning = known == null ? CodeTableRow.UNMAPPED : known;
            var returning = returningMessage || meaning.status() == SubStatus.RETURN_STARTED;
            return new Checkpoint(
                    CheckpointId.of(
                            shipment,
                            Arrays.asList(
                                    "tracker",
                                    datetime,
                                    orEmpty(status),
                                    orEmpty(statusDetail),
                                    orEmpty(carrierCode),
                                    orEmpty(message),
                                    orEmpty(city),
                                    orEmpty(text(location, "zip")))),
                    meaning.fact(returning),
                    returning ? Direction.RETURN : Direction.FORWARD,
                    new CheckpointTime(OffsetDateTime.parse(datetime).toInstant(), datetime, ZoneQuality.SUSPECT),
                    place(city, text(location, "state"), text(location, "country")),
                    details(meaning, text(detail, "source")),
                    new RawStatusText(
                            code, carrierCode, impersonal(message == null ? text(detail, "description") : message)));
        }

        private static @Nullable CodeTableRow meaning(String status, String detail) {
            return switch (status) {
                case "delivered" -> CodeTableRow.of(SubStatus.DELIVERED_TO_RECIPIENT);
                case "out_for_delivery" -> CodeTableRow.of(SubStatus.OUT_FOR_DELIVERY);
                case "available_for_pickup" -> CodeTableRow.of(SubStatus.AWAITING_COLLECTION);
                case "return_to_sender" -> CodeTableRow.of(SubStatus.RETURN_STARTED);
                case "cancelled" -> CodeTableRow.of(SubStatus.CANCELLED);
                case "pre_transit" -> CodeTableRow.of(SubStatus.LABEL_CREATED);
                default -> meaningOfDetail(status, detail);
            };
        }

        private static @Nullable CodeTableRow meaningOfDetail(String status, String detail) {
            return switch (detail) {
                case "address_correction" -> CodeTableRow.of(SubStatus.ADDRESS_PROBLEM);
                case "arrived_at_destination", "received_at_destination_facility" ->
                    CodeTableRow.of(SubStatus.AT_DELIVERY_DEPOT);
                case "arrived_at_facility" -> CodeTableRow.of(SubStatus.ARRIVED);
                case "arrived_at_pickup_location" -> CodeTableRow.of(SubStatus.AWAITING_COLLECTION);
                case "awaiting_information" -> new CodeTableRow(SubStatus.HELD, null, null, true);
                case "cancelled" -> CodeTableRow.of(SubStatus.CANCELLED);
                case "damaged" -> CodeTableRow.of(SubStatus.DAMAGED);
                case "delayed" -> CodeTableRow.of(SubStatus.DELAYED);
                case "delivery_exception" -> CodeTableRow.of(SubStatus.ATTEMPT_OTHER);
                case "departed_facility", "departed_origin_facility", "transferred_to_destination_carrier" ->
                    CodeTableRow.of(SubStatus.DEPARTED);
                case "expired" -> CodeTableRow.of(SubStatus.TRACKING_ENDED);
                case "failure", "transit_exception" -> CodeTableRow.of(SubStatus.EXCEPTION_OTHER);
                case "held" -> CodeTableRow.of(SubStatus.HELD);
                case "in_transit" -> CodeTableRow.of(SubStatus.MOVING);
                case "label_created" -> CodeTableRow.of(SubStatus.LABEL_CREATED);
                case "lost" -> CodeTableRow.of(SubStatus.LOST);
                case "missorted" -> new CodeTableRow(SubStatus.DELAYED, null, DelayReason.MISSORTED, false);
                case "out_for_delivery" -> CodeTableRow.of(SubStatus.OUT_FOR_DELIVERY);
                case "received_at_origin_facility" -> CodeTableRow.of(SubStatus.ACCEPTED);
                case "refused" -> CodeTableRow.of(SubStatus.ATTEMPT_REFUSED);
                case "return" -> CodeTableRow.of(SubStatus.RETURN_STARTED);
                case "status_update" -> new CodeTableRow(null, Notice.INFO, null, false);
                case "weather_delay" -> new CodeTableRow(SubStatus.DELAYED, null, DelayReason.WEATHER, false);
                default -> meaningOfBroad(status);
            };
        }

        private static @Nullable CodeTableRow meaningOfBroad(String status) {
            return switch (status) {
                case "in_transit" -> CodeTableRow.of(SubStatus.MOVING);
                case "failure" -> CodeTableRow.of(SubStatus.EXCEPTION_OTHER);
                case "unknown", "error" -> CodeTableRow.of(SubStatus.UNMAPPED);
                default -> null;
            };
        }

        private static @Nullable Details details(CodeTableRow meaning, @Nullable String source) {
            var details = new Details(null, meaning.cause(), null, null, meaning.actionRequired(), source, null);
            return details.equals(Details.NONE) ? null : details;
        }

        private static @Nullable Place place(@Nullable String city, @Nullable String region, @Nullable String country) {
            return city == null && region == null && country == null ? null : new Place(city, region, country, null);
        }

        private static @Nullable String impersonal(@Nullable String text) {
            if (text == null) {
                return null;
            }
            var left = SIGNER.matcher(text).replaceAll("").strip();
            return left.isEmpty() ? null : left;
        }

        private static @Nullable Instant reportedAt(JsonNode root, JsonNode result) {
            var updated = text(result, "updated_at");
            var text = updated == null ? text(root, "updated_at") : updated;
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        }

        private static @Nullable Eta eta(JsonNode result, Instant statedAt, @Nullable Instant newest) {
            var local = text(result.path("carrier_detail"), "est_delivery_date_local");
            var text = local == null ? text(result, "est_delivery_date") : local;
            if (text == null) {
                return null;
            }
            var day = LocalDate.parse(text.substring(0, Math.min(10, text.length())));
            var stale = newest != null
                    && day.plusDays(STALE_AFTER_DAYS).isBefore(LocalDate.ofInstant(newest, ZoneOffset.UTC));
            return stale ? null : new Eta(day, day, null, null, Eta.Source.COURIER, statedAt);
        }

        private static @Nullable Instant newest(Map<CheckpointId, Checkpoint> checkpoints) {
            Instant newest = null;
            for (var checkpoint : checkpoints.values()) {
                var at = checkpoint.time().occurredAt();
                newest = newest == null || at.isAfter(newest) ? at : newest;
            }
            return newest;
        }

        private static @Nullable String text(JsonNode node, String name) {
            var value = node.path(name);
            if (!value.isValueNode() || value.isNull()) {
                return null;
            }
            var text = value.asString().strip();
            return text.isEmpty() ? null : text;
        }

        private static String orEmpty(@Nullable String text) {
            return text == null ? "" : text;
        }
    }

    private record CodeTableRow(
            @Nullable SubStatus status,
            @Nullable Notice notice,
            @Nullable DelayReason cause,
            boolean actionRequired) {

        static final CodeTableRow UNMAPPED = of(SubStatus.UNMAPPED);

        static CodeTableRow of(SubStatus status) {
            return new CodeTableRow(status, null, null, false);
        }

        Fact fact(boolean returning) {
            if (status == null) {
                return new Fact.Information(notice == null ? Notice.INFO : notice);
            }
            return new Fact.Status(returning ? status.onTheWayBack() : status);
        }
    }
}
