package dev.waymark.orders.projection;

import java.util.List;

/**
 * By what an order is found. Keyed hashes only: whoever reads the store learns no name and no number by them.
 *
 * @param owners whoever proves to hold one of these contacts owns the order
 * @param terms what support may type
 * @param linkHash SHA-256 of the token in the link of e-mails
 * @param smsLinkHash SHA-256 of the shorter one in text messages
 * @param erased whether the person's key is destroyed: then there is nothing to find them by
 */
public record OrderIndex(List<String> owners, List<String> terms, String linkHash, String smsLinkHash, boolean erased) {

    public OrderIndex {
        owners = List.copyOf(owners);
        terms = List.copyOf(terms);
    }
}
