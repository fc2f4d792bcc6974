package dev.waymark.notifications.mongo;

/** Field names of stored documents. The values never change: documents outlive versions. */
final class Fields {

    static final String ID = "_id";
    static final String ORDER = "orderId";
    static final String TRIGGER = "occasion";
    static final String KIND = "kind";
    static final String CHANNEL = "channel";
    static final String SHIPMENT = "shipment";
    static final String STATE = "state";
    static final String REASON = "reason";
    static final String DECIDED_AT = "decidedAt";
    static final String LEASE_UNTIL = "leaseUntil";
    static final String UNKNOWN_RESULTS = "unsureCalls";
    static final String VERSION = "version";
    static final String CLAIM = "claim";
    static final String RECIPIENT = "recipient";
    static final String RECIPIENT_HASH = "recipientHash";
    static final String SENT_AT = "sentAt";
    static final String SEGMENTS = "segments";
    static final String PARTS = "parts";
    static final String TEXT = "text";
    static final String TOTAL = "total";
    static final String TAKEN = "taken";
    static final String NUMBER = "number";
    static final String PROVIDER_ID = "id";
    static final String ERROR = "error";
    static final String FINALITY = "finality";
    static final String UNKNOWN_RECIPIENT = "unknownRecipient";
    static final String UPDATE = "update";
    static final String TRIES = "tries";
    static final String DUE_AT = "dueAt";

    private Fields() {}
}
