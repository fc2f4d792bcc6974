package dev.waymark.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.contract.Channel;
import dev.waymark.contract.Digests;
import dev.waymark.contract.Topics;
import dev.waymark.contract.order.ShopOrder;
import dev.waymark.local.couriers.CdekWebhooks;
import dev.waymark.local.couriers.GatewayClient;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Whoever does not see a number is given nothing of which the number can be found by trying: no plain hash of it. */
class HiddenNumbersIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    /** So many characters of a digest are no chance: 40 bits. */
    private static final int TELLING = 10;

    private static final Pattern ID = Pattern.compile("[0-9a-f]{24,}");
    private static final List<String> PREFIXES = List.of(
            "",
            "order",
            "order:",
            "o-",
            "orderId",
            "order-placed",
            "confirmed",
            "shipment",
            "shipment:",
            "cdek",
            "cdek:",
            "checkpoint",
            "link",
            "message",
            "decision",
            "contact",
            "contact:EMAIL",
            "customer",
            "raw");

    private final LocalSystem system = SharedSystem.get();
    private final ShopApiClient shop =
            new ShopApiClient(system.url(), system.secrets().shopApiKey());
    private final Samples.Customer customer = Samples.Customer.fresh();
    private final CdekWebhooks shipment = new CdekWebhooks(system.secrets().cdekPath(), Samples.cdekNumber());
    private final ShopOrder order =
            Samples.order(customer, List.of(Channel.EMAIL, Channel.SMS), Samples.key("cdek", shipment.number()));

    @Test
    void guestIsGivenNoHashOfTheNumbersThatThePageMasks() throws Exception {
        var received = received(link());

        assertThat(received).contains("/t/").doesNotContain(order.orderNumber().value(), shipment.number());
        assertThat(ids(received)).hasSizeGreaterThan(2).doesNotContainAnyElementsOf(idsOfTheTopics());
        assertThat(hashesIn(
                        received, order.orderNumber().value(), shipment.number(), customer.email(), customer.phone()))
                .isEmpty();
    }

    @Test
    void shopIsGivenNoHashOfTheContacts() throws Exception {
        await().atMost(SOON)
                .until(() -> placed() && shop.order(order.orderNumber().value()).statusCode() == 200);
        var answer = shop.order(order.orderNumber().value());

        assertThat(hashesIn(answer.headers().map() + answer.body(), customer.email(), customer.phone()))
                .isEmpty();
    }

    @Test
    void hashThatIsShownIsFound() {
        assertThat(hashesIn("id=o-" + Digests.of("order", "T-1"), "t-1")).isNotEmpty();
        assertThat(hashesIn("id=" + UUID.nameUUIDFromBytes("T-1".getBytes(UTF_8)), "T-1"))
                .isNotEmpty();
        assertThat(hashesIn(
                        "id=" + Digests.sha256Hex("cdek:101".getBytes(UTF_8)).substring(0, 12), "101"))
                .isNotEmpty();
        assertThat(hashesIn("id=" + UUID.randomUUID(), "T-1")).isEmpty();
    }

    private boolean placed() throws IOException, InterruptedException {
        return shop.place(order).statusCode() < 500;
    }

    private String link() throws Exception {
        assertThat(shop.place(order).statusCode()).isEqualTo(201);
        var couriers = new GatewayClient(system.url());
        couriers.send(shipment.status("RECEIVED_AT_SHIPMENT_WAREHOUSE", "Новосибирск", Instant.now()));
        couriers.send(shipment.status("TAKEN_BY_COURIER", "Москва", Instant.now()));
        await().atMost(SOON)
                .until(() -> shop.order(order.orderNumber().value()).body().contains("OUT_FOR_DELIVERY"));
        var found = post("/api/find", Map.of("number", order.orderNumber().value(), "contact", customer.email()));
        return JsonMapper.shared().readTree(found.body()).path("page").asString();
    }

    /** All that comes to whoever holds the link: pages, fragment, JSON, the first event, refusals; with their headers. */
    private String received(String link) throws Exception {
        var visitor = new Browser(system.url());
        var answers = Stream.of(
                visitor.page(link),
                visitor.page(link + "?lang=ru"),
                visitor.page(link + "/fragment"),
                visitor.get("/api" + link),
                post("/api/find", Map.of("number", order.orderNumber().value(), "contact", customer.email())),
                post("/api" + link + "/renewal", Map.of()));
        var text = answers.map(answer -> answer.headers().map() + "\n" + answer.body())
                .collect(Collectors.joining("\n"));
        var events = visitor.stream(link + "/events");
        try (var lines = events.body()) {
            return text
                    + events.headers().map()
                    + lines.takeWhile(line -> !line.startsWith("data:")).collect(Collectors.joining("\n"));
        }
    }

    private HttpResponse<String> post(String path, Map<String, String> body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(system.url().resolve(path))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body)))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** What our services call things among themselves: made of their content, without a key. */
    private Set<String> idsOfTheTopics() {
        var settings = Map.<String, Object>of(
                "bootstrap.servers", "127.0.0.1:" + system.ports().of(Ports.Use.KAFKA));
        var ids = new HashSet<String>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = Stream.of(
                            Topics.TRACKING_EVENTS, Topics.ORDERS, Topics.ORDER_UPDATES, Topics.COURIER_WEBHOOKS)
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    ids.addAll(ids(new String(record.key(), UTF_8)));
                    ids.addAll(ids(record.value() == null ? "" : new String(record.value(), UTF_8)));
                    record.headers().forEach(header -> ids.addAll(ids(new String(header.value(), UTF_8))));
                });
            }
        }
        assertThat(ids).hasSizeGreaterThan(4);
        return ids;
    }

    private static Set<String> ids(String text) {
        return ID.matcher(text).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    /** Hashes of {@code hidden}, as anybody can compute them, whose beginning is in {@code text}. */
    private static List<String> hashesIn(String text, String... hidden) {
        var lower = text.toLowerCase(Locale.ROOT);
        return Arrays.stream(hidden)
                .flatMap(number -> Stream.of(number, number.toLowerCase(Locale.ROOT), number.toUpperCase(Locale.ROOT)))
                .distinct()
                .flatMap(number -> PREFIXES.stream().flatMap(prefix -> hashes(prefix, number)))
                .filter(hash -> lower.contains(HexFormat.of().formatHex(hash).substring(0, TELLING))
                        || lower.contains(uuid(hash).substring(0, TELLING))
                        || text.contains(
                                Base64.getEncoder().encodeToString(hash).substring(0, TELLING))
                        || text.contains(
                                Base64.getUrlEncoder().encodeToString(hash).substring(0, TELLING)))
                .map(HexFormat.of()::formatHex)
                .toList();
    }

    private static Stream<byte[]> hashes(String prefix, String number) {
        var whole = (prefix + number).getBytes(UTF_8);
        // The namespaces of RFC 9562, 6.6.
        var inNamespace = IntStream.of(0, 1, 2, 4)
                .mapToObj(digit -> UUID.fromString("6ba7b81" + digit + "-9dad-11d1-80b4-00c04fd430c8"))
                .map(HiddenNumbersIT::bytes)
                .map(namespace -> concat(namespace, whole));
        var contents = Stream.concat(Stream.of(whole), inNamespace).toList();
        var plain = Stream.of("MD5", "SHA-1", "SHA-256", "SHA-512")
                .flatMap(algorithm -> contents.stream().map(content -> digest(algorithm, content)));
        var uuids = contents.stream()
                .flatMap(
                        content -> Stream.of(version(digest("MD5", content), 3), version(digest("SHA-1", content), 5)));
        var ours = HexFormat.of().parseHex(prefix.isEmpty() ? Digests.of(number) : Digests.of(prefix, number));
        return Stream.of(plain, uuids, Stream.of(ours)).flatMap(hash -> hash);
    }

    private static byte[] digest(String algorithm, byte[] content) {
        try {
            return MessageDigest.getInstance(algorithm).digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] version(byte[] hash, int version) {
        var uuid = Arrays.copyOf(hash, 16);
        uuid[6] = (byte) ((uuid[6] & 0x0f) | (version << 4));
        uuid[8] = (byte) ((uuid[8] & 0x3f) | 0x80);
        return uuid;
    }

    private static String uuid(byte[] hash) {
        var hex = HexFormat.of().formatHex(hash, 0, 16);
        return hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})", "$1-$2-$3-$4-");
    }

    private static byte[] bytes(UUID uuid) {
        return HexFormat.of().parseHex(uuid.toString().replace("-", ""));
    }

    private static byte[] concat(byte[] first, byte[] second) {
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
