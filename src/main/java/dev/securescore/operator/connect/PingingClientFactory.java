package dev.securescore.operator.connect;

import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.net.http.HttpClient;

/** As fabric8's, with clients whose web sockets are pinged: fabric8 has no pings on this client. */
final class PingingClientFactory extends JdkHttpClientFactory {

  @Override
  protected HttpClient.Builder createNewHttpClientBuilder() {
    return new PingingClientBuilder(super.createNewHttpClientBuilder());
  }
}
