#include "semantic/yaml_node.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <istream>
#include <set>
#include <sstream>

#include "base/text.h"

namespace aisle::semantic {
namespace {

constexpr size_t kMaxDepth = 16;
constexpr size_t kMaxBytes = size_t{16} << 20;

struct Refusal {
  Problem problem;
};

// Builds nodes from the parser's events. What it refuses it throws, so that the parser's own
// recursion ends there; ReadYaml catches it.
class Builder : public YAML::EventHandler {
 public:
  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    RefuseAnchor(mark, anchor);
    Put(At(mark, YamlNode::Kind::kNull));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    Refuse(mark, "aliases (*) are not supported here; write the value out");
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    RefuseAnchor(mark, anchor);
    RefuseTag(mark, tag);
    // The parser writes two escapes, \N and \_, as bytes that are no UTF-8.
    if (!IsValidUtf8(value)) Refuse(mark, "expected UTF-8, found other bytes");
    YamlNode node = At(mark, YamlNode::Kind::kScalar);
    node.text = value;
    node.quoted = tag == "!";
    if (!node.quoted && (value.empty() || value == "~" || value == "null"))
      node.kind = YamlNode::Kind::kNull;
    Put(std::move(node));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    RefuseAnchor(mark, anchor);
    RefuseTag(mark, tag);
    Open(At(mark, YamlNode::Kind::kSequence));
  }
  void OnSequenceEnd() override { Close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    RefuseAnchor(mark, anchor);
    RefuseTag(mark, tag);
    Open(At(mark, YamlNode::Kind::kMapping));
  }
  void OnMapEnd() override { Close(); }

  YamlNode TakeRoot() { return std::move(root_); }

 private:
  struct Level {
    YamlNode node;
    YamlNode key;
    bool has_key = false;
  };

  static YamlNode At(const YAML::Mark& mark, YamlNode::Kind kind) {
    YamlNode node;
    node.kind = kind;
    node.line = mark.line + 1;
    node.column = mark.column + 1;
    return node;
  }

  [[noreturn]] static void Refuse(const YAML::Mark& mark, std::string message) {
    throw Refusal{{mark.line + 1, mark.column + 1, std::move(message)}};
  }
  static void RefuseAnchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (anchor != 0) Refuse(mark, "anchors (&) are not supported here");
  }
  static void RefuseTag(const YAML::Mark& mark, const std::string& tag) {
    if (!tag.empty() && tag != "?" && tag != "!") Refuse(mark, "tags (!…) are not supported here");
  }

  void Open(YamlNode node) {
    if (levels_.size() >= kMaxDepth) throw Refusal{{node.line, node.column, "nested too deeply"}};
    levels_.push_back(Level{std::move(node), {}, false});
  }

  void Close() {
    YamlNode node = std::move(levels_.back().node);
    levels_.pop_back();
    Put(std::move(node));
  }

  void Put(YamlNode node) {
    if (levels_.empty()) {
      root_ = std::move(node);
      return;
    }
    Level& level = levels_.back();
    if (level.node.kind == YamlNode::Kind::kSequence) {
      level.node.items.push_back(std::move(node));
    } else if (level.has_key) {
      level.node.keys.push_back(std::move(level.key));
      level.node.items.push_back(std::move(node));
      level.has_key = false;
    } else {
      level.key = std::move(node);
      level.has_key = true;
    }
  }

  std::vector<Level> levels_;
  YamlNode root_;
};

void CheckKeys(const YamlNode& node, std::vector<Problem>* problems) {
  std::set<std::string> seen;
  for (const YamlNode& key : node.keys) {
    if (key.kind != YamlNode::Kind::kScalar)
      problems->push_back({key.line, key.column, "expected a key, found " + Describe(key)});
    else if (!seen.insert(key.text).second)
      problems->push_back({key.line, key.column, "`" + key.text + "` is given twice"});
  }
  for (const YamlNode& item : node.items) CheckKeys(item, problems);
}

}  // namespace

const YamlNode* YamlNode::Find(std::string_view key) const {
  for (size_t i = 0; i < keys.size(); ++i)
    if (keys[i].kind == Kind::kScalar && keys[i].text == key) return &items[i];
  return nullptr;
}

std::string Describe(const YamlNode& node) {
  switch (node.kind) {
    case YamlNode::Kind::kNull:
      return "nothing";
    case YamlNode::Kind::kSequence:
      return "a list";
    case YamlNode::Kind::kMapping:
      return "a mapping";
    case YamlNode::Kind::kScalar:
      break;
  }
  return node.text.size() <= 40 ? "`" + node.text + "`" : "a long text";
}

YamlNode ReadYaml(std::string_view text, std::vector<Problem>* problems) {
  if (text.size() > kMaxBytes) {
    problems->push_back({1, 1, "the file is larger than 16 MB"});
    return {};
  }
  if (!IsValidUtf8(text)) {
    problems->push_back({1, 1, "the file is not UTF-8"});
    return {};
  }
  std::istringstream stream{std::string(text)};
  Builder builder;
  try {
    YAML::Parser parser(stream);
    parser.HandleNextDocument(builder);
    YamlNode root = builder.TakeRoot();
    CheckKeys(root, problems);
    return root;
  } catch (const Refusal& refusal) {
    problems->push_back(refusal.problem);
  } catch (const YAML::Exception& error) {
    problems->push_back({error.mark.line + 1, error.mark.column + 1, "not YAML: " + error.msg});
  } catch (const std::exception& error) {
    problems->push_back({1, 1, std::string("not YAML: ") + error.what()});
  }
  return {};
}

}  // namespace aisle::semantic
