/// What a key asks of **Fila**, or of the model behind it.
enum QueueAction: Equatable, Sendable {
  /// Goes to the screen.
  case show
  case discard
  case batches
  case pullModel
}
