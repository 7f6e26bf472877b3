/// The body of `POST /api/chat`.
struct ChatRequest: Equatable, Sendable {
  struct Message: Equatable, Sendable {
    enum Role: String, Sendable { case system, user, assistant }
    let role: Role
    let content: String
  }

  let messages: [Message]
  let settings: ModelSettings

  /// Written by hand, so that the schema's fields keep their order, in which the model fills them.
  var body: [UInt8] {
    let written = messages.map { message in
      "{\"role\":\"\(message.role.rawValue)\",\"content\":\(JSONValue.quoted(message.content))}"
    }
    return Array(
      """
      {"model":\(JSONValue.quoted(settings.name)),"stream":true,"keep_alive":\(keepAlive),\
      "options":\(options),\
      "format":\(ChatRequest.schema),"messages":[\(written.joined(separator: ","))]}
      """.utf8)
  }

  /// A request without a prompt, of `/api/generate`: only reads the model into memory, as the questions will need it.
  var preloadingBody: String {
    """
    {"model":\(JSONValue.quoted(settings.name)),"stream":false,"keep_alive":\(keepAlive),\
    "options":\(options)}
    """
  }

  /// Always the same, because a change of the context makes the server load the model anew.
  private var options: String {
    """
    {"temperature":0,"seed":1,"num_ctx":\(settings.contextTokens),\
    "num_predict":\(settings.answerTokens)}
    """
  }

  /// A bare number means seconds and has to be sent as one.
  private var keepAlive: String {
    Int(settings.keepAlive).map(String.init) ?? JSONValue.quoted(settings.keepAlive)
  }

  /// Every field may be null: a small model that has to fill one invents what to fill it with.
  static let schema: String = {
    let text = "{\"type\":[\"string\",\"null\"]}"
    let list =
      "{\"anyOf\":[{\"type\":\"array\",\"items\":{\"type\":\"string\"}},{\"type\":\"null\"}]}"
    let urgency =
      "{\"type\":[\"string\",\"null\"],\"enum\":[\"baixa\",\"media\",\"alta\",\"critica\",null]}"
    let fields = [
      ("nome", text), ("telefones", list), ("emails", list), ("cpf", text), ("motivo", text),
      ("urgencia", urgency), ("data", text), ("cidade", text), ("uf", text),
    ]
    let properties = fields.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",")
    let required = fields.map { "\"\($0.0)\"" }.joined(separator: ",")
    return """
      {"type":"object","properties":{\(properties)},"required":[\(required)],\
      "additionalProperties":false}
      """
  }()
}
