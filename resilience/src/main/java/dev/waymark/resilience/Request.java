package dev.waymark.resilience;

/** What is sent until it is acknowledged: an order by the shop, or a report by a courier. */
sealed interface Request permits Parcel, Parcel.Report {}
