package dev.waymark.ingest.courier.mapping;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.waymark.ingest.courier.VerifiedPayload;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Adds a list {@code parcels} of one {@code {sscc, event}} for each logistic unit that an event names, its SSCC as the 18
 * digits on the label. Whatever else events name (goods, pallets' contents) is left out. (GS1 General Specifications; EPC Tag
 * Data Standard; GS1 Digital Link)
 *
 * @param events where lists of events stand, or single ones
 * @param epcs the list of names in an event
 */
record Gs1SsccHook(
        @JsonProperty(required = true) List<JsonPointer> events,
        @JsonProperty(required = true) JsonPointer epcs) implements PayloadHook {

    /** No pallet list is longer; past it a document is something else. */
    private static final int MOST = 1_000;

    /** Company prefix, dot, serial reference. */
    private static final TextPattern URN = TextPattern.of("^urn:epc:id:sscc:([0-9]{6,12}\\.[0-9]{5,11})$");

    private static final TextPattern LINK =
            TextPattern.of("^https?://[^/?#]+(?:/[^/?#]+)*?/00/([0-9]{18})(?:[/?#].*)?$");
    private static final TextPattern DIGITS = TextPattern.of("^[0-9]{18}$");

    @Override
    public JsonNode apply(JsonNode root, VerifiedPayload payload) {
        if (!(root instanceof ObjectNode document)) {
            throw new UnmappablePayload("body (expected: a JSON object)");
        }
        // A copy, for the document can be the one event itself, and a tree must not hold itself.
        var shape = document.objectNode().setAll(document);
        var parcels = document.arrayNode();
        for (var place : events) {
            var found = document.at(place);
            if (found.isArray()) {
                found.forEach(event -> addParcels(event, parcels));
            } else {
                addParcels(found, parcels);
            }
        }
        return shape.set("parcels", parcels);
    }

    private void addParcels(JsonNode event, ArrayNode parcels) {
        for (var name : event.at(epcs)) {
            var sscc = name.isString() ? sscc(name.asString()) : null;
            if (sscc != null) {
                if (parcels.size() == MOST) {
                    throw new UnmappablePayload("parcels (expected: at most %d)".formatted(MOST));
                }
                parcels.addObject().put("sscc", sscc).set("event", event);
            }
        }
    }

    private @Nullable String sscc(String name) {
        var urn = URN.extractedFrom(name);
        if (urn != null) {
            return ofUrn(urn.substring(0, urn.indexOf('.')), urn.substring(urn.indexOf('.') + 1));
        }
        var link = LINK.extractedFrom(name);
        var printed = link == null ? DIGITS.extractedFrom(name) : link;
        if (printed != null && checkDigit(printed.substring(0, 17)) != printed.charAt(17)) {
            throw notOne();
        }
        return printed;
    }

    /** In the URN the extension digit stands after the company prefix, and there is no check digit. */
    private String ofUrn(String company, String serial) {
        var digits = serial.charAt(0) + company + serial.substring(1);
        if (digits.length() != 17) {
            throw notOne();
        }
        return digits + checkDigit(digits);
    }

    /** Modulo 10, weights 3 and 1 from the right. */
    private static char checkDigit(String digits) {
        var sum = 0;
        for (var i = 0; i < digits.length(); i++) {
            sum += (digits.charAt(digits.length() - 1 - i) - '0') * (i % 2 == 0 ? 3 : 1);
        }
        return (char) ('0' + (10 - sum % 10) % 10);
    }

    private UnmappablePayload notOne() {
        return new UnmappablePayload("SSCC in %s (expected: 18 digits, the last their check digit)".formatted(epcs));
    }
}
