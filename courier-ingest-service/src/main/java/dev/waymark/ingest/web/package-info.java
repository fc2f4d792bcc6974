/** The door that couriers knock at: size and content limits, answers and problems. */
@NullMarked
package dev.waymark.ingest.web;

import org.jspecify.annotations.NullMarked;
