package dev.waymark.ingest.courier.mapping;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.waymark.ingest.courier.VerifiedPayload;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Adds a list {@code parcels} with one {@code {sscc, event}} for each logistic unit that an event names, its SSCC as the 18
 * digits on the label. Other EPCs (goods, pallets' contents) are left out. (GS1 General Specifications; EPC Tag Data
 * Standard; GS1 Digital Link)
 *
 * @param events pointers to lists of events, or to single ones
 * @param epcs the list of EPCs in an event
 */
@JsonTypeName("gs1-sscc")
record Gs1SsccHook(
        @JsonProperty(required = true) List<JsonPointer> events,
        @JsonProperty(required = true) JsonPointer epcs) implements PayloadHook {

    /** No pallet list is longer; past it a document is something else. */
    private static final int MAX_UNITS = 1_000;

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
        var units = document.arrayNode();
        for (var pointer : events) {
            var found = document.at(pointer);
            for (var event : found.isArray() ? found : List.of(found)) {
                addUnits(event, units);
            }
        }
        // A copy, for the document can be the one event itself, and a tree must not contain itself.
        return document.objectNode().setAll(document).set("parcels", units);
    }

    private void addUnits(JsonNode event, ArrayNode units) {
        for (var epc : event.at(epcs)) {
            var sscc = epc.isString() ? sscc(epc.asString()) : null;
            if (sscc != null) {
                units.addObject().put("sscc", sscc).set("event", event);
            }
            if (units.size() > MAX_UNITS) {
                throw new UnmappablePayload("parcels (expected: at most %d)".formatted(MAX_UNITS));
            }
        }
    }

    private @Nullable String sscc(String epc) {
        var urn = URN.extractedFrom(epc);
        var link = LINK.extractedFrom(epc);
        var printed = urn != null ? ofUrn(urn) : link != null ? link : DIGITS.extractedFrom(epc);
        if (printed != null && (printed.length() != 18 || checkDigit(printed) != printed.charAt(17))) {
            throw new UnmappablePayload("SSCC in %s (expected: 18 digits, the last their check digit)".formatted(epcs));
        }
        return printed;
    }

    /** In the URN the extension digit stands after the company prefix, and there is no check digit. */
    private static String ofUrn(String urn) {
        var dot = urn.indexOf('.');
        var digits = urn.charAt(dot + 1) + urn.substring(0, dot) + urn.substring(dot + 2);
        return digits.length() == 17 ? digits + checkDigit(digits) : "";
    }

    /** Of the first 17 digits: modulo 10, weights 3 and 1 from the right. */
    private static char checkDigit(String digits) {
        var sum = 0;
        for (var i = 0; i < 17; i++) {
            sum += (digits.charAt(i) - '0') * (i % 2 == 0 ? 3 : 1);
        }
        return (char) ('0' + (10 - sum % 10) % 10);
    }
}
