import ContactsCore
import Extraction

extension Extractor {
  /// The extractor as the environment and the centre's settings want it.
  static func live(_ environment: LiveEnvironment, settings: Settings) -> Extractor {
    Extractor(
      host: environment.ollamaHost,
      settings: ModelSettings(name: environment.model, settings: settings),
      limits: ModelLimits(settings: settings))
  }
}
