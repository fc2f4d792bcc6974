package dev.waymark.notifications.sms;

import dev.waymark.contract.Channel;
import dev.waymark.notifications.NotificationSamples;
import dev.waymark.notifications.SmscSimulator;
import dev.waymark.notifications.sending.MessageChannel;
import dev.waymark.notifications.sending.MessageChannelContract;
import java.io.IOException;
import java.time.Duration;
import org.jsmpp.SMPPConstant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class SmsChannelTest implements MessageChannelContract {

    private SmscSimulator provider;

    @BeforeEach
    void start() throws IOException {
        provider = SmscSimulator.start();
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Override
    public Channel own() {
        return Channel.SMS;
    }

    @Override
    public String address() {
        return "+79161234542";
    }

    @Override
    public MessageChannel channel(Provider kind) {
        switch (kind) {
            case TAKES_MESSAGES -> {}
            case REFUSES_THE_ADDRESS -> provider.refuseWith(SMPPConstant.STAT_ESME_RINVDSTADR);
            case IS_AWAY -> provider.close();
            case TAKES_A_MESSAGE_AND_FALLS_SILENT -> provider.fallSilent();
        }
        return new SmsChannel(
                new SmppSettings("127.0.0.1", provider.port(), "waymark", "waymark", "Lavka", Duration.ofSeconds(1)),
                NotificationSamples.TEMPLATES);
    }

    @Override
    public int received() {
        return provider.received().size();
    }
}
