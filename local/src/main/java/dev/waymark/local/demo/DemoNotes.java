package dev.waymark.local.demo;

import dev.waymark.local.CannotRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** What the demo remembers between starts: the next numbers, and the parcel that is left for you to move. */
public final class DemoNotes {

    private static final int FIRST_ORDER = 10_042;
    private static final String NEXT_ORDER = "next-order";

    private final Path file;
    private final Properties notes = new Properties();

    private DemoNotes(Path file) {
        this.file = file;
    }

    public static DemoNotes of(Path data) {
        var notes = new DemoNotes(data.resolve("demo.properties"));
        if (Files.exists(notes.file)) {
            try (var reader = Files.newBufferedReader(notes.file)) {
                notes.notes.load(reader);
            } catch (IOException e) {
                throw new CannotRun("Waymark cannot read %s: make it readable, or delete it.".formatted(notes.file), e);
            }
        }
        return notes;
    }

    /** Numbers that no order and no parcel had before. */
    synchronized Numbers next() {
        var order = Integer.parseInt(notes.getProperty(NEXT_ORDER, String.valueOf(FIRST_ORDER)));
        notes.setProperty(NEXT_ORDER, String.valueOf(order + 1));
        save();
        return new Numbers(order);
    }

    synchronized void leave(ByHand byHand) {
        notes.setProperty("by-hand.order", byHand.order());
        notes.setProperty("by-hand.courier", byHand.courier());
        notes.setProperty("by-hand.number", byHand.number());
        save();
    }

    /** Absent until a demo was played on this data. */
    public synchronized Optional<ByHand> byHand() {
        return Optional.ofNullable(notes.getProperty("by-hand.order"))
                .map(order -> new ByHand(
                        order, notes.getProperty("by-hand.courier", ""), notes.getProperty("by-hand.number", "")));
    }

    private void save() {
        try (var writer = Files.newBufferedWriter(file)) {
            notes.store(writer, "What the demo remembers between starts.");
        } catch (IOException e) {
            throw new CannotRun("Waymark cannot write %s: make it writable.".formatted(file), e);
        }
    }

    /** A parcel on its way whose next news you send. */
    public record ByHand(String order, String courier, String number) {}

    /** The numbers of one order and of its parcels. */
    record Numbers(int value) {

        String order() {
            return String.valueOf(value);
        }

        /** CDEK's numbers have ten digits. */
        String cdek() {
            return String.valueOf(1_011_000_000L + value);
        }

        /** FedEx's numbers, which EasyPost reports here, have twelve. */
        String easyPost() {
            return String.valueOf(794_600_000_000L + value);
        }

        String own() {
            return "WM" + (20_000_000L + value);
        }
    }
}
