package dev.waymark.orders.query;

/** Who asks, which decides what a view leaves out. */
enum ViewAudience {
    /** The shop, which knows its customer: no data of the person. */
    SHOP,
    /** The customer, who has proved to own a contact of the order. */
    OWNER,
    /** The customer's list of orders: no data of the person, no timelines. */
    OWNER_LIST,
    /** The holder of a link, who need not be the customer: links are passed on. */
    GUEST,
    /** A guest who named a number of the order and a contact of it: the person masked, the pickup point in full. */
    MATCHED,
    /** The shop's support: everything about the shipments, the person masked. */
    SUPPORT;

    boolean seesPerson() {
        return this == OWNER || this == MATCHED || this == SUPPORT;
    }
}
