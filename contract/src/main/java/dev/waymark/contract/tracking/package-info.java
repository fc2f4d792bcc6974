/** What couriers tell us about a parcel, in one taxonomy for all of them. */
@NullMarked
package dev.waymark.contract.tracking;

import org.jspecify.annotations.NullMarked;
