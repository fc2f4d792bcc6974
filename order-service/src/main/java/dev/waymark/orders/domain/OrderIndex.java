package dev.waymark.orders.domain;

import java.util.List;

/**
 * What an order is found by. Keyed hashes only: the database reveals no name and no number by them.
 *
 * @param owners hashes of the contacts of the person who ordered
 * @param terms hashes of what support may search for
 * @param linkHash SHA-256 of the token in the link of e-mails
 * @param smsLinkHash SHA-256 of the shorter token in text messages
 * @param erased whether the person's key is destroyed: then nothing leads to them
 */
public record OrderIndex(List<String> owners, List<String> terms, String linkHash, String smsLinkHash, boolean erased) {

    public OrderIndex {
        owners = List.copyOf(owners);
        terms = List.copyOf(terms);
    }
}
