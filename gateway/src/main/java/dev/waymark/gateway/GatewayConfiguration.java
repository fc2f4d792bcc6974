package dev.waymark.gateway;

import static org.springframework.web.service.registry.HttpServiceGroup.ClientType.WEB_CLIENT;

import dev.waymark.contract.order.OrderUpdate;
import dev.waymark.contract.view.CodeRequest;
import dev.waymark.contract.view.LinkRequest;
import dev.waymark.gateway.access.ApiKeys;
import dev.waymark.gateway.access.FormTokenRepository;
import dev.waymark.gateway.access.SessionSecurityContextRepository;
import dev.waymark.gateway.audit.AuditRecorder;
import dev.waymark.gateway.audit.AuditSearch;
import dev.waymark.gateway.clients.AsyncSender;
import dev.waymark.gateway.clients.CourierAdminClient;
import dev.waymark.gateway.clients.DeadLetterClient;
import dev.waymark.gateway.clients.NotificationClient;
import dev.waymark.gateway.clients.OrderClient;
import dev.waymark.gateway.clients.ServiceClients;
import dev.waymark.gateway.clients.ServiceNames;
import dev.waymark.gateway.guest.LookupProof;
import dev.waymark.gateway.guest.RateLimitedGuestAccess;
import dev.waymark.gateway.kafka.UpdateListener;
import dev.waymark.gateway.live.LiveUpdates;
import dev.waymark.gateway.messages.OrderMessages;
import dev.waymark.gateway.oidc.OidcSignIn;
import dev.waymark.gateway.secondfactor.StaffSecondFactor;
import dev.waymark.gateway.signin.ActiveSessions;
import dev.waymark.gateway.signin.CodeSignIn;
import dev.waymark.gateway.signin.SessionAdministration;
import dev.waymark.gateway.signin.SessionCookie;
import dev.waymark.gateway.signin.StaffSessions;
import dev.waymark.gateway.signin.StaffSettings;
import dev.waymark.gateway.signin.SupportStaff;
import dev.waymark.platform.ServiceConfiguration;
import dev.waymark.platform.web.ClientAddressConfiguration;
import dev.waymark.platform.web.ConnectionConfiguration;
import dev.waymark.tokens.ServiceKeys;
import dev.waymark.tokens.ServiceTokens;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.service.registry.ImportHttpServices;

/** The use cases, and the ports that they are given. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ServiceKeys.class, StaffSettings.class, ApiKeys.class})
@ImportHttpServices(
        group = ServiceNames.ORDERS,
        types = {OrderClient.class, DeadLetterClient.class},
        clientType = WEB_CLIENT)
@ImportHttpServices(group = ServiceNames.NOTIFICATIONS, types = NotificationClient.class, clientType = WEB_CLIENT)
@ImportHttpServices(group = ServiceNames.INGEST, types = CourierAdminClient.class, clientType = WEB_CLIENT)
@Import({
    ActiveSessions.class,
    AuditRecorder.class,
    AuditSearch.class,
    ClientAddressConfiguration.class,
    ConnectionConfiguration.class,
    CodeSignIn.class,
    FormTokenRepository.class,
    LiveUpdates.class,
    OidcSignIn.class,
    OrderMessages.class,
    LookupProof.class,
    RateLimitedGuestAccess.class,
    ServiceClients.class,
    ServiceConfiguration.class,
    SessionAdministration.class,
    SessionSecurityContextRepository.class,
    SessionCookie.class,
    StaffSecondFactor.class,
    StaffSessions.class,
    SupportStaff.class
})
class GatewayConfiguration {

    @Bean
    ServiceTokens serviceTokens(ServiceKeys keys, Clock clock) {
        return ServiceTokens.of(ServiceNames.GATEWAY, keys, clock);
    }

    @Bean
    AsyncSender<CodeRequest> codeSender(NotificationClient notifications) {
        return new AsyncSender<>(notifications::sendCode);
    }

    @Bean
    AsyncSender<LinkRequest> linkSender(NotificationClient notifications) {
        return new AsyncSender<>(notifications::renewLink);
    }

    @Bean
    UpdateListener updateListener(LiveUpdates live) {
        return new UpdateListener() {
            @Override
            public void changed(OrderUpdate update) {
                if (update instanceof OrderUpdate.OrderLinksRevoked) {
                    live.linksRevoked(update.orderId());
                } else {
                    live.changed(update.orderId());
                }
            }

            @Override
            public void missed() {
                live.missed();
            }
        };
    }
}
