import ContactsCore
import Extraction

extension Extractor {
  /// The extractor as the environment and the centre's settings want it.
  ///
  /// - Parameters:
  ///   - environment: where the model is, unless the centre has set it.
  ///   - settings: the centre's.
  ///   - door: the line before the model; nil where there is no store to keep one.
  /// - Returns: an extractor that asks the servers that the centre has set, else the one of `OLLAMA_HOST`.
  static func live(
    _ environment: LiveEnvironment, settings: Settings, door: StoreDoor?
  ) -> Extractor {
    Extractor(
      hosts: settings.modelHosts.isEmpty
        ? [environment.ollamaHost].compactMap(\.self) : settings.modelHosts,
      settings: ModelSettings(name: environment.model, settings: settings),
      limits: ModelLimits(settings: settings), door: door)
  }
}

extension Desk {
  /// The line before the model, for whoever sits here.
  var door: StoreDoor { StoreDoor(book, as: actor, surroundings: surroundings) }
}
