package dev.waymark.contract.tracking;

import com.fasterxml.jackson.annotation.JsonProperty;
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

    /**
     * A physical or legal fact about the parcel.
     *
     * @param name of the status, kept as it was written: a newer version may know more of them
     */
    record Status(@JsonProperty("subStatus") String name) implements Fact {

        public Status {
            if (name == null) {
                throw new IllegalArgumentException("subStatus: none (expected: the name of a status)");
            }
        }

        public Status(SubStatus status) {
            this(status.name());
        }

        /** {@link SubStatus#UNMAPPED} for one that this version does not know. */
        public SubStatus subStatus() {
            return SubStatus.named(name);
        }
    }

    /** Something worth telling that moves nothing. */
    record Information(Notice notice) implements Fact {}

    /** The checkpoint {@code retracted} never happened, whether we know of it already or learn of it later. */
    record Retraction(CheckpointId retracted) implements Fact {}
}
