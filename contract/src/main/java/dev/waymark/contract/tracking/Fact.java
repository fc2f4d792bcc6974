package dev.waymark.contract.tracking;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a checkpoint says: a status, information without movement, or that an earlier checkpoint was a mistake. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Fact.Status.class, name = "status"),
    @JsonSubTypes.Type(value = Fact.Information.class, name = "notice"),
    @JsonSubTypes.Type(value = Fact.Retraction.class, name = "retraction")
})
public sealed interface Fact {

    /** A physical or legal fact about the parcel. */
    record Status(SubStatus subStatus) implements Fact {}

    /** Something worth telling that moves nothing. */
    record Information(Notice notice) implements Fact {}

    /** The checkpoint {@code retracted} never happened, whether we know of it already or learn of it later. */
    record Retraction(CheckpointId retracted) implements Fact {}
}
