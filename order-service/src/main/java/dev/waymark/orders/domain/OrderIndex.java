package dev.waymark.orders.domain;

import java.util.List;

/**
 * What an order is found by. Keyed hashes only: the database reveals no name and no number by them.
 *
 * @param owners hashes of the contacts of the person who ordered
 * @param terms hashes of what support may search for
 * @param linkHashes SHA-256 of the token of each channel's link
 * @param erased whether the person's key is destroyed: then nothing leads to them
 */
public record OrderIndex(List<String> owners, List<String> terms, List<String> linkHashes, boolean erased) {

    public OrderIndex {
        owners = List.copyOf(owners);
        terms = List.copyOf(terms);
        linkHashes = List.copyOf(linkHashes);
    }
}
