package dev.waymark.local.demo;

import dev.waymark.local.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** What the demo keeps between starts: the next numbers, and the shipment whose next scan is left to the visitor. */
public final class DemoState {

    private static final int FIRST_ORDER = 10_042;
    private static final String NEXT_ORDER = "next-order";

    private final Path file;
    private final Properties values = new Properties();

    private DemoState(Path file) {
        this.file = file;
    }

    public static DemoState of(Path data) {
        var state = new DemoState(data.resolve("demo.properties"));
        if (Files.exists(state.file)) {
            try (var reader = Files.newBufferedReader(state.file)) {
                state.values.load(reader);
            } catch (IOException e) {
                throw new CommandException(
                        "Waymark cannot read %s: make it readable, or delete it.".formatted(state.file), e);
            }
        }
        return state;
    }

    /** Numbers that no order and no parcel had before. */
    synchronized Numbers next() {
        var order = Integer.parseInt(values.getProperty(NEXT_ORDER, String.valueOf(FIRST_ORDER)));
        values.setProperty(NEXT_ORDER, String.valueOf(order + 1));
        save();
        return new Numbers(order);
    }

    synchronized void keep(ManualShipment shipment) {
        values.setProperty("by-hand.order", shipment.order());
        values.setProperty("by-hand.courier", shipment.courier());
        values.setProperty("by-hand.number", shipment.number());
        save();
    }

    /** Absent until a demo was played on this data. */
    public synchronized Optional<ManualShipment> manualShipment() {
        return Optional.ofNullable(values.getProperty("by-hand.order"))
                .map(order -> new ManualShipment(
                        order, values.getProperty("by-hand.courier", ""), values.getProperty("by-hand.number", "")));
    }

    private void save() {
        try (var writer = Files.newBufferedWriter(file)) {
            values.store(writer, "What the demo keeps between starts.");
        } catch (IOException e) {
            throw new CommandException("Waymark cannot write %s: make it writable.".formatted(file), e);
        }
    }

    /** A shipment in transit whose next scan the visitor sends. */
    public record ManualShipment(String order, String courier, String number) {}

    /** The numbers of one order and of its shipments. */
    record Numbers(int value) {

        String order() {
            return String.valueOf(value);
        }

        /** CDEK's numbers have ten digits; FedEx's, which EasyPost reports here, have twelve. */
        String of(String courier) {
            return switch (courier) {
                case "cdek" -> String.valueOf(1_011_000_000L + value);
                case "easypost" -> String.valueOf(794_600_000_000L + value);
                default -> "WM" + (20_000_000L + value);
            };
        }
    }
}
