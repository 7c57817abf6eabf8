import java.nio.file.Path;
import java.util.Map;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/**
 * Runs one real Elasticsearch node for tests until it is told to stop.
 *
 * <p>First argument: the built folder with modules/. Second: the folder of this run, whose config/elasticsearch.yml names
 * the ports and the data folder.
 */
public final class TestNode {

  private TestNode() {}

  public static void main(String[] args) throws Exception {
    var built = Path.of(args[0]).toAbsolutePath();
    var config = Path.of(args[1]).toAbsolutePath().resolve("config");
    LogConfigurator.configureWithoutConfig(Settings.builder().put("logger.level", "WARN").build());
    var settings = Settings.builder().put("path.home", built.toString()).build();
    var environment = InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), config, () -> "test-node");
    var modules = PluginsLoader.loadModulesBundles(environment.modulesDir());
    var plugins = PluginsLoader.loadPluginsBundles(environment.pluginsDir());
    var node = new Node(environment, PluginsLoader.createPluginsLoader(modules, plugins, Map.of(), false));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node)));
    node.start();
    Thread.currentThread().join();
  }

  private static void close(Node node) {
    try {
      node.prepareForClose();
      node.close();
    } catch (Exception e) {
      e.printStackTrace();
    }
  }
}
