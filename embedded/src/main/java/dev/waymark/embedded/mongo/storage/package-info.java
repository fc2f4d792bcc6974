/** Where the embedded MongoDB server keeps documents and indexes, and how it finds them again. */
@NullMarked
package dev.waymark.embedded.mongo.storage;

import org.jspecify.annotations.NullMarked;
