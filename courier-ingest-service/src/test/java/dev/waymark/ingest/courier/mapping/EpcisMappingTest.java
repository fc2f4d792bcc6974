package dev.waymark.ingest.courier.mapping;

import static dev.waymark.ingest.courier.mapping.BundledMappings.capturedJson;
import static dev.waymark.ingest.courier.mapping.BundledMappings.checkpoint;
import static dev.waymark.ingest.courier.mapping.BundledMappings.event;
import static dev.waymark.ingest.courier.mapping.BundledMappings.factName;
import static dev.waymark.ingest.courier.mapping.BundledMappings.map;
import static dev.waymark.ingest.courier.mapping.BundledMappings.mapped;
import static dev.waymark.ingest.courier.mapping.BundledMappings.reason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.contract.tracking.Fact;
import dev.waymark.contract.tracking.ZoneQuality;
import dev.waymark.ingest.courier.MappingResult;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class EpcisMappingTest {

    private static final String SSCC = "106141412345678908";

    @ParameterizedTest
    @CsvSource({
        "commissioning,,LABEL_CREATED",
        "packing,,LABEL_CREATED",
        "accepting,in_progress,ARRIVED",
        "receiving,in_progress,ARRIVED",
        "departing,in_transit,DEPARTED",
        "shipping,in_transit,DEPARTED",
        "transporting,in_transit,MOVING",
        "arriving,in_progress,ARRIVED",
        "delivering,,DELIVERED_TO_RECIPIENT",
        "holding,,HELD",
        "destroying,,DISPOSED",
        "receiving,damaged,DAMAGED",
        "holding,destroyed,DISPOSED",
        "holding,disposed,DISPOSED",
        "inspecting,stolen,LOST",
        "inspecting,unknown,LOST",
        "receiving,returned,RETURNED_TO_SENDER",
        "void_shipping,,CANCELLED",
        "shipping,cancelled,CANCELLED",
        "stock_taking,in_progress,INFO",
        ",in_transit,MOVING",
        ",damaged,DAMAGED"
    })
    void stepAndDispositionAreMappedAsInTheVocabulary(String step, String disposition, String expected) {
        var result = mapped(map("epcis", alone(step, disposition)));

        assertThat(factName(checkpoint(result))).isEqualTo(expected);
        assertThat(result.unmappedCodes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "shipping,damaged",
        "urn:epcglobal:cbv:bizstep:shipping,urn:epcglobal:cbv:disp:damaged",
        "https://ref.gs1.org/cbv/BizStep-shipping,https://ref.gs1.org/cbv/Disp-damaged",
        "https://ns.gs1.org/cbv/BizStep-shipping,https://ns.gs1.org/cbv/Disp-damaged",
        "cbv:BizStep-shipping,cbv:Disp-damaged"
    })
    void termsOfTheVocabularyMayBeUris(String step, String disposition) {
        var checkpoint = checkpoint(map("epcis", alone(step, disposition)));

        assertThat(factName(checkpoint)).isEqualTo("DAMAGED");
        assertThat(checkpoint.rawStatus().code()).isEqualTo("shipping/damaged/OBSERVE");
    }

    @Test
    void termOfAnotherVocabularyIsUnmapped() {
        var result = mapped(map("epcis", capturedJson("epcis", "step_of_ones_own")));

        assertThat(factName(checkpoint(result))).isEqualTo("UNMAPPED");
        assertThat(result.unmappedCodes()).containsExactly("https://ns.example.com/epcis/steps/shipping/OBSERVE");
    }

    @Test
    void eventWithoutStepAndDispositionIsIgnored() {
        assertThat(reason(map("epcis", alone(null, null)))).isEqualTo("no-checkpoints");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "urn:epc:id:sscc:0614141.1234567890",
                "urn:epc:id:sscc:061414123456.17890",
                "https://id.gs1.org/00/106141412345678908",
                "http://example.com/some/path/00/106141412345678908",
                "https://id.gs1.org/00/106141412345678908?linkType=gs1:pip",
                "106141412345678908"
            })
    void ssccIsTheNumberOnTheLabelHoweverItIsWritten(String epc) {
        assertThat(event(map("epcis", alone("shipping", null, epc))).trackingNumber())
                .hasToString(SSCC);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "106141412345678900",
                "https://id.gs1.org/00/106141412345678900",
                "urn:epc:id:sscc:0614141.123456789",
                "urn:epc:id:sscc:061414.1234567890"
            })
    void wrongCheckDigitOrLengthIsUnmappable(String epc) {
        assertThat(reason(map("epcis", alone("shipping", null, epc)))).startsWith("SSCC in /epcList (expected: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "urn:epc:id:sgtin:0614141.107346.2017",
                "https://id.gs1.org/01/09521321543214/21/106141412345678908",
                "12345678901234567",
                "1061414123456789081",
                "urn:epc:id:sscc:*"
            })
    void otherEpcsAreLeftOut(String epc) {
        assertThat(map("epcis", alone("shipping", null, epc)))
                .isEqualTo(new MappingResult.Ignored("no-checkpoints", true, null));
    }

    @Test
    void documentOfSeveralShipmentsIsSeveralEvents() {
        var events = mapped(map("epcis", capturedJson("epcis", "parcels_in_all_spellings")))
                .events();

        assertThat(events)
                .extracting(event -> event.trackingNumber().value())
                .containsExactly(SSCC, "040123450000000177");
        assertThat(events).extracting(event -> event.checkpoints().size()).containsExactly(2, 2);
        assertThat(events.get(0).id()).isNotEqualTo(events.get(1).id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"AggregationEvent", "TransactionEvent", "TransformationEvent", "AssociationEvent"})
    void otherEventsThanObjectEventsAreIgnored(String type) {
        var body = alone("shipping", "in_transit").put("type", type);

        assertThat(reason(map("epcis", body))).isEqualTo("no-checkpoints");
    }

    @Test
    void timeHasTheInstantAndTheLocalTime() {
        var time =
                checkpoint(map("epcis", capturedJson("epcis", "event_alone"))).time();

        assertThat(time.occurredAt()).isEqualTo(Instant.parse("2026-11-22T19:30:00Z"));
        assertThat(time.occurredLocal()).isEqualTo("2026-11-22T21:30+02:00");
        assertThat(time.zoneQuality()).isEqualTo(ZoneQuality.EXPLICIT);
    }

    @Test
    void lastYearThatCanBeWrittenIsUnmappableThoughItHasAPlace() {
        var body = alone("departing", null).put("eventTime", "+999999999-12-31T23:59:59Z");

        assertThat(reason(map("epcis", body)))
                .isEqualTo("occurredAt at /event/eventTime (expected: a time in this century)");
    }

    @Test
    void errorDeclarationRetractsTheEventOfTheSameIdWithItsTimeInAnotherFormat() {
        var told = mapped(map("epcis", capturedJson("epcis", "parcels_in_all_spellings")))
                .events()
                .get(0)
                .checkpoints()
                .get(0);

        var withdrawn = event(map("epcis", capturedJson("epcis", "parcel_shipped_by_mistake")))
                .checkpoints();

        assertThat(withdrawn.get(0).fact()).isEqualTo(new Fact.Retraction(told.id()));
        assertThat(withdrawn.get(0).id()).isNotEqualTo(told.id());
        assertThat(factName(withdrawn.get(1))).isEqualTo("HELD");
    }

    @Test
    void withoutAnEventIdTheContentIsTheIdentityInAnyDocument() {
        var alone = checkpoint(map("epcis", capturedJson("epcis", "event_alone")));
        var other = alone("arriving", "in_progress");

        assertThat(checkpoint(map("epcis", capturedJson("epcis", "query_results")))
                        .id())
                .isEqualTo(alone.id());
        assertThat(checkpoint(map("epcis", other)).id()).isNotEqualTo(alone.id());
    }

    @Test
    void errorDeclarationWithoutAnEventIdRetractsTheEventOfTheSameContent() {
        var told = alone("departing", "in_transit");
        var declared = told.deepCopy();
        declared.putObject("errorDeclaration").put("declarationTime", "2026-11-23T08:00:00Z");

        assertThat(checkpoint(map("epcis", declared)).fact())
                .isEqualTo(new Fact.Retraction(checkpoint(map("epcis", told)).id()));
    }

    @Test
    void problemOfTheQueryIsIgnoredAndKept() {
        assertThat(map("epcis", capturedJson("epcis", "problem")))
                .isEqualTo(new MappingResult.Ignored("problem", true, null));
    }

    @Test
    void listOfShipmentsPastTheBoundIsUnmappable() {
        var body = alone("shipping", null);
        var epcs = body.putArray("epcList");
        IntStream.rangeClosed(0, 1_000).forEach(i -> epcs.add(SSCC));

        assertThat(reason(map("epcis", body))).isEqualTo("parcels (expected: at most 1000)");
    }

    private static ObjectNode alone(String step, String disposition) {
        var body = capturedJson("epcis", "event_alone");
        body.remove("bizStep");
        body.remove("disposition");
        if (step != null) {
            body.put("bizStep", step);
        }
        if (disposition != null) {
            body.put("disposition", disposition);
        }
        return body;
    }

    private static ObjectNode alone(String step, String disposition, String epc) {
        var body = alone(step, disposition);
        body.putArray("epcList").add(epc);
        return body;
    }
}
