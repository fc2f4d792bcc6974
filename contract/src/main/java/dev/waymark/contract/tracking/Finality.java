package dev.waymark.contract.tracking;

/** Whether a status ends a parcel's journey. */
public enum Finality {
    /** More is to come. */
    OPEN,
    /** It ends the journey until a later scan opens it again: lost parcels are found. */
    SOFT,
    /** It ends the journey. */
    FINAL
}
