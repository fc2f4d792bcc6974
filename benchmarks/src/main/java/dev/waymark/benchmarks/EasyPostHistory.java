package dev.waymark.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waymark.ingest.courier.ReceivedWebhook;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A tracker's history as EasyPost posts it: some 1.7 KB around it, and 0.3 KB for each scan. */
final class EasyPostHistory {

    static final String SECRET = "benchmark-secret";

    private static final Instant FIRST = Instant.parse("2027-05-01T09:00:00Z");

    private static final List<String> CODES = List.of(
            "in_transit\",\"status_detail\":\"arrived_at_facility",
            "in_transit\",\"status_detail\":\"departed_facility",
            "in_transit\",\"status_detail\":\"unknown",
            "in_transit\",\"status_detail\":\"weather_delay",
            "out_for_delivery\",\"status_detail\":\"out_for_delivery");

    private EasyPostHistory() {}

    static ReceivedWebhook webhook(int scans) {
        var body = body(scans).getBytes(UTF_8);
        return new ReceivedWebhook(
                null,
                Map.of("content-type", "application/json", "x-hmac-signature", signature(body)),
                body,
                FIRST.plusSeconds(3_600L * scans),
                null);
    }

    private static String body(int scans) {
        return """
                {"description":"tracker.updated","mode":"production","previous_attributes":{"status":"in_transit"},\
                "created_at":"2027-05-12T09:00:00.000Z","pending_urls":["https://shop.example/webhooks/easypost"],\
                "completed_urls":["https://warehouse.shop.example/webhooks/easypost"],"updated_at":"2027-05-12T09:00:00.000Z","id":"evt_d4f1e7a8512d11ef8ff6bd2f4a1f0c55",\
                "user_id":"user_7c1f0a9b2e4d4f6f8a0b1c2d3e4f5a6b","status":"pending","object":"Event",\
                "result":{"id":"trk_5d3c2b1a0f9e4c7db6a5948372615043","object":"Tracker","mode":"production",\
                "tracking_code":"794853217745","status":"in_transit","status_detail":"arrived_at_facility",\
                "created_at":"2027-05-01T09:00:00Z","updated_at":"2027-05-12T08:59:51Z","signed_by":null,"weight":614.4,\
                "est_delivery_date":"2027-05-14T00:00:00Z","shipment_id":"shp_0f1e2d3c4b5a69788796a5b4c3d2e1f0",\
                "carrier":"FedEx","tracking_details":[%s],"carrier_detail":{"object":"CarrierDetail",\
                "service":"FEDEX_GROUND","container_type":null,"est_delivery_date_local":"2027-05-14",\
                "est_delivery_time_local":null,"origin_location":"ORLANDO FL US","origin_tracking_location":\
                {"object":"TrackingLocation","city":"ORLANDO","state":"FL","country":"US","zip":"32809"},\
                "destination_location":"BROOKLYN HGTS NY US","destination_tracking_location":\
                {"object":"TrackingLocation","city":"BROOKLYN HGTS","state":"NY","country":"US","zip":"11201"},\
                "guaranteed_delivery_date":null,"alternate_identifier":null,"initial_delivery_attempt":null},\
                "finalized":false,"is_return":false,"public_url":"https://track.easypost.com/djE6dHJrXzVkM2MyYjFh",\
                "fees":[{"object":"Fee","type":"TrackerFee","amount":"0.00000","charged":true,"refunded":false}]}}""".formatted(
                IntStream.range(0, scans).mapToObj(EasyPostHistory::scan).collect(Collectors.joining(",")));
    }

    private static String scan(int n) {
        return """
                {"object":"TrackingDetail","message":"Arrived at FedEx location","description":"Arrived at FedEx location",\
                "status":"%s","datetime":"%s","source":"FedEx","carrier_code":"AR",\
                "tracking_location":{"object":"TrackingLocation","city":"EDISON %d","state":"NJ","country":"US",\
                "zip":"08817"}}""".formatted(CODES.get(n % CODES.size()), FIRST.plusSeconds(3_600L * n), n);
    }

    private static String signature(byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
            return "hmac-sha256-hex=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }
}
