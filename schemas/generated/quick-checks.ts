// Generated from the recipe and project schemas and every method's parameters by "npm run gen". Do not edit.
// @ts-nocheck
export const checks = (() => {
const exports = {};
"use strict";
exports.c9eb7f0b5df2a97d8a8cb4d0f = validate0;
const schema0 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://limbeck.dev/schemas/recipe.schema.json","title":"Recipe","type":"object","additionalProperties":false,"properties":{"limbeck":{"const":1},"name":{"type":"string","pattern":"^[a-z][a-z0-9]*(-[a-z0-9]+)*$","maxLength":60},"version":{"type":"string","pattern":"^\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.-]+)?$"},"description":{"type":"string","minLength":1,"maxLength":300},"license":{"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9.+ ()-]*$"},"skill":{"$ref":"#/$defs/Skill"},"vertical":{"$ref":"#/$defs/Vertical"},"role":{"$ref":"#/$defs/Role"},"personal_data":{"enum":["none","scrubbed"]},"seed":{"type":"integer","minimum":0,"maximum":4294967295,"default":0},"meta":{"type":"object","additionalProperties":true},"params":{"type":"object","additionalProperties":{"$ref":"#/$defs/Param"},"propertyNames":{"$ref":"#/$defs/Name"}},"inputs":{"type":"object","minProperties":1,"additionalProperties":{"$ref":"#/$defs/RecipeInput"},"propertyNames":{"$ref":"#/$defs/Name"}},"outputs":{"type":"object","minProperties":1,"additionalProperties":{"type":"string","minLength":1},"propertyNames":{"$ref":"#/$defs/Name"}},"models":{"type":"object","additionalProperties":{"$ref":"#/$defs/Model"},"propertyNames":{"$ref":"#/$defs/Name"}},"data":{"type":"object","additionalProperties":{"$ref":"#/$defs/DataSource"},"propertyNames":{"$ref":"#/$defs/Name"}},"budget":{"$ref":"#/$defs/RecipeBudget"},"steps":{"type":"array","minItems":1,"items":{"$ref":"#/$defs/Step"}}},"required":["limbeck","name","version","description","license","skill","role","steps"],"$defs":{"Name":{"type":"string","pattern":"^[a-z][a-z0-9-]*$","maxLength":60},"Skill":{"enum":["instruction-following","multi-turn-dialogue","retrieval-augmented-generation","thinking-pattern","preference","value","tool-use","planning","natural-language-understanding","natural-language-generation","information-retrieval","recommendation","text-generation-evaluation","code","multi-modality"]},"Vertical":{"enum":["general","law","medicine","finance","science","mathematics","education","it-operations","other"],"default":"general"},"Role":{"enum":["capability-transfer","compression","self-improvement"]},"Param":{"type":"object","additionalProperties":false,"properties":{"type":{"enum":["string","integer","number","boolean"]},"default":{"type":["string","number","boolean"]},"minimum":{"type":"number"},"maximum":{"type":"number"},"enum":{"type":"array","minItems":1,"items":{"type":["string","number","boolean"]}},"description":{"type":"string"}},"required":["type"]},"Model":{"type":"object","additionalProperties":false,"properties":{"needs":{"type":"array","uniqueItems":true,"items":{"enum":["chat","completions","logprobs","prompt_logprobs","weights","embeddings","classifier"]}},"description":{"type":"string"}}},"RecipeInput":{"type":"object","additionalProperties":false,"properties":{"kind":{"enum":["document","prompt","sft","rationale","dialogue","preference","ranking","critique","verifiable","trajectory","pair","judgement","labelled"]},"needs":{"type":"array","uniqueItems":true,"items":{"enum":["chat","completions","logprobs","prompt_logprobs","weights","embeddings","classifier"]}},"description":{"type":"string"}}},"DataSource":{"type":"object","additionalProperties":false,"properties":{"file":{"type":"string","minLength":1},"glob":{"type":"string","minLength":1},"text":{"type":"string","minLength":1},"hub":{"type":"object","additionalProperties":false,"required":["repo","revision","files"],"properties":{"repo":{"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9][A-Za-z0-9._-]*$"},"revision":{"type":"string","minLength":1},"files":{"type":"array","minItems":1,"items":{"type":"string","minLength":1},"uniqueItems":true}}},"format":{"enum":["jsonl","json","csv","tsv","parquet","text"]},"rows":{"type":"string","pattern":"^[^.\\s]+(\\.[^.\\s]+)*$"},"split":{"enum":["lines","paragraphs"]},"kind":{"enum":["document","prompt","sft","rationale","dialogue","preference","ranking","critique","verifiable","trajectory","pair","judgement","labelled"]},"license":{"type":"string","minLength":1},"use":{"enum":["training","evaluation"],"default":"training"},"fields":{"type":"object","minProperties":1,"additionalProperties":{"type":"string","minLength":1}}},"required":["kind"]},"RecipeBudget":{"type":"object","additionalProperties":false,"properties":{"calls":{"type":"integer","minimum":0},"tokens":{"type":"integer","minimum":0},"usd":{"type":"number","minimum":0},"gpu_hours":{"type":"number","minimum":0}}},"Step":{"type":"object","additionalProperties":false,"properties":{"id":{"$ref":"#/$defs/Name"},"use":{"type":"string","minLength":1},"from":{"type":["string","object"],"minProperties":1,"additionalProperties":{"type":"string"}},"with":{"type":"object","additionalProperties":true},"needs":{"type":"array","uniqueItems":true,"items":{"type":"string"}},"when":{"type":"string","minLength":1},"gate":{"type":"string","minLength":1},"budget":{"$ref":"#/$defs/RecipeBudget"},"failures":{"type":"object","additionalProperties":false,"properties":{"max_share":{"type":"number","minimum":0,"maximum":1}},"required":["max_share"]},"matrix":{"type":"object","minProperties":1,"propertyNames":{"$ref":"#/$defs/Name"},"additionalProperties":{"type":"array","minItems":1,"uniqueItems":true,"items":{"type":["string","number","boolean"]}}},"repeat":{"$ref":"#/$defs/Repeat"},"review":{"type":"object","additionalProperties":false,"properties":{"rows":{"type":"integer","minimum":1}},"required":["rows"]},"mode":{"enum":["online","batch"]},"route":{"type":"object","additionalProperties":false,"properties":{"queue":{"type":"string","pattern":"^[a-z][a-z0-9-]*$"},"gpu_pool":{"type":"string","pattern":"^[a-z][a-z0-9-]*$"}}}},"required":["id"]},"Repeat":{"type":"object","additionalProperties":false,"properties":{"times":{"type":"integer","minimum":1,"maximum":50},"until":{"type":"string","minLength":1},"keep":{"type":"string","minLength":1},"carry":{"type":"object","minProperties":1,"propertyNames":{"$ref":"#/$defs/Name"},"additionalProperties":{"type":"object","additionalProperties":false,"properties":{"start":{"type":"string","minLength":1},"next":{"type":"string","minLength":1}},"required":["start","next"]}},"steps":{"type":"array","minItems":1,"items":{"$ref":"#/$defs/Step"}}},"required":["times","steps"]}}};
const schema1 = {"enum":["instruction-following","multi-turn-dialogue","retrieval-augmented-generation","thinking-pattern","preference","value","tool-use","planning","natural-language-understanding","natural-language-generation","information-retrieval","recommendation","text-generation-evaluation","code","multi-modality"]};
const schema2 = {"enum":["general","law","medicine","finance","science","mathematics","education","it-operations","other"],"default":"general"};
const schema3 = {"enum":["capability-transfer","compression","self-improvement"]};
const schema4 = {"type":"string","pattern":"^[a-z][a-z0-9-]*$","maxLength":60};
const schema5 = {"type":"object","additionalProperties":false,"properties":{"type":{"enum":["string","integer","number","boolean"]},"default":{"type":["string","number","boolean"]},"minimum":{"type":"number"},"maximum":{"type":"number"},"enum":{"type":"array","minItems":1,"items":{"type":["string","number","boolean"]}},"description":{"type":"string"}},"required":["type"]};
const schema7 = {"type":"object","additionalProperties":false,"properties":{"kind":{"enum":["document","prompt","sft","rationale","dialogue","preference","ranking","critique","verifiable","trajectory","pair","judgement","labelled"]},"needs":{"type":"array","uniqueItems":true,"items":{"enum":["chat","completions","logprobs","prompt_logprobs","weights","embeddings","classifier"]}},"description":{"type":"string"}}};
const schema10 = {"type":"object","additionalProperties":false,"properties":{"needs":{"type":"array","uniqueItems":true,"items":{"enum":["chat","completions","logprobs","prompt_logprobs","weights","embeddings","classifier"]}},"description":{"type":"string"}}};
const schema12 = {"type":"object","additionalProperties":false,"properties":{"file":{"type":"string","minLength":1},"glob":{"type":"string","minLength":1},"text":{"type":"string","minLength":1},"hub":{"type":"object","additionalProperties":false,"required":["repo","revision","files"],"properties":{"repo":{"type":"string","pattern":"^[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9][A-Za-z0-9._-]*$"},"revision":{"type":"string","minLength":1},"files":{"type":"array","minItems":1,"items":{"type":"string","minLength":1},"uniqueItems":true}}},"format":{"enum":["jsonl","json","csv","tsv","parquet","text"]},"rows":{"type":"string","pattern":"^[^.\\s]+(\\.[^.\\s]+)*$"},"split":{"enum":["lines","paragraphs"]},"kind":{"enum":["document","prompt","sft","rationale","dialogue","preference","ranking","critique","verifiable","trajectory","pair","judgement","labelled"]},"license":{"type":"string","minLength":1},"use":{"enum":["training","evaluation"],"default":"training"},"fields":{"type":"object","minProperties":1,"additionalProperties":{"type":"string","minLength":1}}},"required":["kind"]};
const schema13 = {"type":"object","additionalProperties":false,"properties":{"calls":{"type":"integer","minimum":0},"tokens":{"type":"integer","minimum":0},"usd":{"type":"number","minimum":0},"gpu_hours":{"type":"number","minimum":0}}};
const func0 = Object.prototype.hasOwnProperty;
const func1 = require("ajv/dist/runtime/ucs2length").default;
const func6 = require("ajv/dist/runtime/equal").default;
const pattern0 = new RegExp("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", "u");
const pattern1 = new RegExp("^\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.-]+)?$", "u");
const pattern2 = new RegExp("^[A-Za-z0-9][A-Za-z0-9.+ ()-]*$", "u");
const pattern3 = new RegExp("^[a-z][a-z0-9-]*$", "u");
const pattern8 = new RegExp("^[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9][A-Za-z0-9._-]*$", "u");
const pattern9 = new RegExp("^[^.\\s]+(\\.[^.\\s]+)*$", "u");
const schema14 = {"type":"object","additionalProperties":false,"properties":{"id":{"$ref":"#/$defs/Name"},"use":{"type":"string","minLength":1},"from":{"type":["string","object"],"minProperties":1,"additionalProperties":{"type":"string"}},"with":{"type":"object","additionalProperties":true},"needs":{"type":"array","uniqueItems":true,"items":{"type":"string"}},"when":{"type":"string","minLength":1},"gate":{"type":"string","minLength":1},"budget":{"$ref":"#/$defs/RecipeBudget"},"failures":{"type":"object","additionalProperties":false,"properties":{"max_share":{"type":"number","minimum":0,"maximum":1}},"required":["max_share"]},"matrix":{"type":"object","minProperties":1,"propertyNames":{"$ref":"#/$defs/Name"},"additionalProperties":{"type":"array","minItems":1,"uniqueItems":true,"items":{"type":["string","number","boolean"]}}},"repeat":{"$ref":"#/$defs/Repeat"},"review":{"type":"object","additionalProperties":false,"properties":{"rows":{"type":"integer","minimum":1}},"required":["rows"]},"mode":{"enum":["online","batch"]},"route":{"type":"object","additionalProperties":false,"properties":{"queue":{"type":"string","pattern":"^[a-z][a-z0-9-]*$"},"gpu_pool":{"type":"string","pattern":"^[a-z][a-z0-9-]*$"}}}},"required":["id"]};
const schema18 = {"type":"object","additionalProperties":false,"properties":{"times":{"type":"integer","minimum":1,"maximum":50},"until":{"type":"string","minLength":1},"keep":{"type":"string","minLength":1},"carry":{"type":"object","minProperties":1,"propertyNames":{"$ref":"#/$defs/Name"},"additionalProperties":{"type":"object","additionalProperties":false,"properties":{"start":{"type":"string","minLength":1},"next":{"type":"string","minLength":1}},"required":["start","next"]}},"steps":{"type":"array","minItems":1,"items":{"$ref":"#/$defs/Step"}}},"required":["times","steps"]};
const wrapper0 = {validate: validate1};

function validate2(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate2.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.times === undefined) && (missing0 = "times")) || ((data.steps === undefined) && (missing0 = "steps"))){
validate2.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(((((key0 === "times") || (key0 === "until")) || (key0 === "keep")) || (key0 === "carry")) || (key0 === "steps"))){
validate2.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.times !== undefined){
let data0 = data.times;
const _errs2 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate2.errors = [{instancePath:instancePath+"/times",schemaPath:"#/properties/times/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs2){
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 50 || isNaN(data0)){
validate2.errors = [{instancePath:instancePath+"/times",schemaPath:"#/properties/times/maximum",keyword:"maximum",params:{comparison: "<=", limit: 50}}];
return false;
}
else {
if(data0 < 1 || isNaN(data0)){
validate2.errors = [{instancePath:instancePath+"/times",schemaPath:"#/properties/times/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.until !== undefined){
let data1 = data.until;
const _errs4 = errors;
if(errors === _errs4){
if(typeof data1 === "string"){
if(func1(data1) < 1){
validate2.errors = [{instancePath:instancePath+"/until",schemaPath:"#/properties/until/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate2.errors = [{instancePath:instancePath+"/until",schemaPath:"#/properties/until/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.keep !== undefined){
let data2 = data.keep;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data2 === "string"){
if(func1(data2) < 1){
validate2.errors = [{instancePath:instancePath+"/keep",schemaPath:"#/properties/keep/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate2.errors = [{instancePath:instancePath+"/keep",schemaPath:"#/properties/keep/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.carry !== undefined){
let data3 = data.carry;
const _errs8 = errors;
if(errors === _errs8){
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
if(Object.keys(data3).length < 1){
validate2.errors = [{instancePath:instancePath+"/carry",schemaPath:"#/properties/carry/minProperties",keyword:"minProperties",params:{limit: 1}}];
return false;
}
else {
for(const key1 in data3){
const _errs10 = errors;
const _errs11 = errors;
if(errors === _errs11){
if(typeof key1 === "string"){
if(func1(key1) > 60){
const err0 = {instancePath:instancePath+"/carry",schemaPath:"#/$defs/Name/maxLength",keyword:"maxLength",params:{limit: 60},propertyName:key1};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
else {
if(!pattern3.test(key1)){
const err1 = {instancePath:instancePath+"/carry",schemaPath:"#/$defs/Name/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9-]*$"},propertyName:key1};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
}
else {
const err2 = {instancePath:instancePath+"/carry",schemaPath:"#/$defs/Name/type",keyword:"type",params:{type: "string"},propertyName:key1};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
var valid1 = _errs10 === errors;
if(!valid1){
const err3 = {instancePath:instancePath+"/carry",schemaPath:"#/properties/carry/propertyNames",keyword:"propertyNames",params:{propertyName: key1}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
validate2.errors = vErrors;
return false;
break;
}
}
if(valid1){
for(const key2 in data3){
let data4 = data3[key2];
const _errs14 = errors;
if(errors === _errs14){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing1;
if(((data4.start === undefined) && (missing1 = "start")) || ((data4.next === undefined) && (missing1 = "next"))){
validate2.errors = [{instancePath:instancePath+"/carry/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/carry/additionalProperties/required",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
const _errs16 = errors;
for(const key3 in data4){
if(!((key3 === "start") || (key3 === "next"))){
validate2.errors = [{instancePath:instancePath+"/carry/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/carry/additionalProperties/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3}}];
return false;
break;
}
}
if(_errs16 === errors){
if(data4.start !== undefined){
let data5 = data4.start;
const _errs17 = errors;
if(errors === _errs17){
if(typeof data5 === "string"){
if(func1(data5) < 1){
validate2.errors = [{instancePath:instancePath+"/carry/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/start",schemaPath:"#/properties/carry/additionalProperties/properties/start/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate2.errors = [{instancePath:instancePath+"/carry/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/start",schemaPath:"#/properties/carry/additionalProperties/properties/start/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid4 = _errs17 === errors;
}
else {
var valid4 = true;
}
if(valid4){
if(data4.next !== undefined){
let data6 = data4.next;
const _errs19 = errors;
if(errors === _errs19){
if(typeof data6 === "string"){
if(func1(data6) < 1){
validate2.errors = [{instancePath:instancePath+"/carry/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/next",schemaPath:"#/properties/carry/additionalProperties/properties/next/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate2.errors = [{instancePath:instancePath+"/carry/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/next",schemaPath:"#/properties/carry/additionalProperties/properties/next/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid4 = _errs19 === errors;
}
else {
var valid4 = true;
}
}
}
}
}
else {
validate2.errors = [{instancePath:instancePath+"/carry/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/carry/additionalProperties/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid3 = _errs14 === errors;
if(!valid3){
break;
}
}
}
}
}
else {
validate2.errors = [{instancePath:instancePath+"/carry",schemaPath:"#/properties/carry/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.steps !== undefined){
let data7 = data.steps;
const _errs21 = errors;
if(errors === _errs21){
if(Array.isArray(data7)){
if(data7.length < 1){
validate2.errors = [{instancePath:instancePath+"/steps",schemaPath:"#/properties/steps/minItems",keyword:"minItems",params:{limit: 1}}];
return false;
}
else {
var valid5 = true;
const len0 = data7.length;
for(let i0=0; i0<len0; i0++){
const _errs23 = errors;
if(!(wrapper0.validate(data7[i0], {instancePath:instancePath+"/steps/" + i0,parentData:data7,parentDataProperty:i0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? wrapper0.validate.errors : vErrors.concat(wrapper0.validate.errors);
errors = vErrors.length;
}
var valid5 = _errs23 === errors;
if(!valid5){
break;
}
}
}
}
else {
validate2.errors = [{instancePath:instancePath+"/steps",schemaPath:"#/properties/steps/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs21 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
else {
validate2.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate2.errors = vErrors;
return errors === 0;
}
validate2.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate1(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate1.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.id === undefined) && (missing0 = "id")){
validate1.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(func0.call(schema14.properties, key0))){
validate1.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.id !== undefined){
let data0 = data.id;
const _errs2 = errors;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data0 === "string"){
if(func1(data0) > 60){
validate1.errors = [{instancePath:instancePath+"/id",schemaPath:"#/$defs/Name/maxLength",keyword:"maxLength",params:{limit: 60}}];
return false;
}
else {
if(!pattern3.test(data0)){
validate1.errors = [{instancePath:instancePath+"/id",schemaPath:"#/$defs/Name/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9-]*$"}}];
return false;
}
}
}
else {
validate1.errors = [{instancePath:instancePath+"/id",schemaPath:"#/$defs/Name/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.use !== undefined){
let data1 = data.use;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data1 === "string"){
if(func1(data1) < 1){
validate1.errors = [{instancePath:instancePath+"/use",schemaPath:"#/properties/use/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate1.errors = [{instancePath:instancePath+"/use",schemaPath:"#/properties/use/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.from !== undefined){
let data2 = data.from;
const _errs7 = errors;
if((typeof data2 !== "string") && (!(data2 && typeof data2 == "object" && !Array.isArray(data2)))){
validate1.errors = [{instancePath:instancePath+"/from",schemaPath:"#/properties/from/type",keyword:"type",params:{type: schema14.properties.from.type}}];
return false;
}
if(errors === _errs7){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(Object.keys(data2).length < 1){
validate1.errors = [{instancePath:instancePath+"/from",schemaPath:"#/properties/from/minProperties",keyword:"minProperties",params:{limit: 1}}];
return false;
}
else {
for(const key1 in data2){
const _errs10 = errors;
if(typeof data2[key1] !== "string"){
validate1.errors = [{instancePath:instancePath+"/from/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/from/additionalProperties/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid2 = _errs10 === errors;
if(!valid2){
break;
}
}
}
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.with !== undefined){
let data4 = data.with;
const _errs12 = errors;
if(errors === _errs12){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
}
else {
validate1.errors = [{instancePath:instancePath+"/with",schemaPath:"#/properties/with/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.needs !== undefined){
let data5 = data.needs;
const _errs15 = errors;
if(errors === _errs15){
if(Array.isArray(data5)){
var valid3 = true;
const len0 = data5.length;
for(let i0=0; i0<len0; i0++){
const _errs17 = errors;
if(typeof data5[i0] !== "string"){
validate1.errors = [{instancePath:instancePath+"/needs/" + i0,schemaPath:"#/properties/needs/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid3 = _errs17 === errors;
if(!valid3){
break;
}
}
if(valid3){
let i1 = data5.length;
let j0;
if(i1 > 1){
const indices0 = {};
for(;i1--;){
let item0 = data5[i1];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
validate1.errors = [{instancePath:instancePath+"/needs",schemaPath:"#/properties/needs/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0}}];
return false;
break;
}
indices0[item0] = i1;
}
}
}
}
else {
validate1.errors = [{instancePath:instancePath+"/needs",schemaPath:"#/properties/needs/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.when !== undefined){
let data7 = data.when;
const _errs19 = errors;
if(errors === _errs19){
if(typeof data7 === "string"){
if(func1(data7) < 1){
validate1.errors = [{instancePath:instancePath+"/when",schemaPath:"#/properties/when/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate1.errors = [{instancePath:instancePath+"/when",schemaPath:"#/properties/when/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs19 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.gate !== undefined){
let data8 = data.gate;
const _errs21 = errors;
if(errors === _errs21){
if(typeof data8 === "string"){
if(func1(data8) < 1){
validate1.errors = [{instancePath:instancePath+"/gate",schemaPath:"#/properties/gate/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate1.errors = [{instancePath:instancePath+"/gate",schemaPath:"#/properties/gate/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs21 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.budget !== undefined){
let data9 = data.budget;
const _errs23 = errors;
const _errs24 = errors;
if(errors === _errs24){
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
const _errs26 = errors;
for(const key2 in data9){
if(!((((key2 === "calls") || (key2 === "tokens")) || (key2 === "usd")) || (key2 === "gpu_hours"))){
validate1.errors = [{instancePath:instancePath+"/budget",schemaPath:"#/$defs/RecipeBudget/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2}}];
return false;
break;
}
}
if(_errs26 === errors){
if(data9.calls !== undefined){
let data10 = data9.calls;
const _errs27 = errors;
if(!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10)))){
validate1.errors = [{instancePath:instancePath+"/budget/calls",schemaPath:"#/$defs/RecipeBudget/properties/calls/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs27){
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 < 0 || isNaN(data10)){
validate1.errors = [{instancePath:instancePath+"/budget/calls",schemaPath:"#/$defs/RecipeBudget/properties/calls/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid6 = _errs27 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data9.tokens !== undefined){
let data11 = data9.tokens;
const _errs29 = errors;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
validate1.errors = [{instancePath:instancePath+"/budget/tokens",schemaPath:"#/$defs/RecipeBudget/properties/tokens/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs29){
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 < 0 || isNaN(data11)){
validate1.errors = [{instancePath:instancePath+"/budget/tokens",schemaPath:"#/$defs/RecipeBudget/properties/tokens/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid6 = _errs29 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data9.usd !== undefined){
let data12 = data9.usd;
const _errs31 = errors;
if(errors === _errs31){
if((typeof data12 == "number") && (isFinite(data12))){
if(data12 < 0 || isNaN(data12)){
validate1.errors = [{instancePath:instancePath+"/budget/usd",schemaPath:"#/$defs/RecipeBudget/properties/usd/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
else {
validate1.errors = [{instancePath:instancePath+"/budget/usd",schemaPath:"#/$defs/RecipeBudget/properties/usd/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid6 = _errs31 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data9.gpu_hours !== undefined){
let data13 = data9.gpu_hours;
const _errs33 = errors;
if(errors === _errs33){
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 < 0 || isNaN(data13)){
validate1.errors = [{instancePath:instancePath+"/budget/gpu_hours",schemaPath:"#/$defs/RecipeBudget/properties/gpu_hours/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
else {
validate1.errors = [{instancePath:instancePath+"/budget/gpu_hours",schemaPath:"#/$defs/RecipeBudget/properties/gpu_hours/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid6 = _errs33 === errors;
}
else {
var valid6 = true;
}
}
}
}
}
}
else {
validate1.errors = [{instancePath:instancePath+"/budget",schemaPath:"#/$defs/RecipeBudget/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs23 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.failures !== undefined){
let data14 = data.failures;
const _errs35 = errors;
if(errors === _errs35){
if(data14 && typeof data14 == "object" && !Array.isArray(data14)){
let missing1;
if((data14.max_share === undefined) && (missing1 = "max_share")){
validate1.errors = [{instancePath:instancePath+"/failures",schemaPath:"#/properties/failures/required",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
const _errs37 = errors;
for(const key3 in data14){
if(!(key3 === "max_share")){
validate1.errors = [{instancePath:instancePath+"/failures",schemaPath:"#/properties/failures/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3}}];
return false;
break;
}
}
if(_errs37 === errors){
if(data14.max_share !== undefined){
let data15 = data14.max_share;
const _errs38 = errors;
if(errors === _errs38){
if((typeof data15 == "number") && (isFinite(data15))){
if(data15 > 1 || isNaN(data15)){
validate1.errors = [{instancePath:instancePath+"/failures/max_share",schemaPath:"#/properties/failures/properties/max_share/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1}}];
return false;
}
else {
if(data15 < 0 || isNaN(data15)){
validate1.errors = [{instancePath:instancePath+"/failures/max_share",schemaPath:"#/properties/failures/properties/max_share/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
else {
validate1.errors = [{instancePath:instancePath+"/failures/max_share",schemaPath:"#/properties/failures/properties/max_share/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
}
}
}
}
else {
validate1.errors = [{instancePath:instancePath+"/failures",schemaPath:"#/properties/failures/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs35 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.matrix !== undefined){
let data16 = data.matrix;
const _errs40 = errors;
if(errors === _errs40){
if(data16 && typeof data16 == "object" && !Array.isArray(data16)){
if(Object.keys(data16).length < 1){
validate1.errors = [{instancePath:instancePath+"/matrix",schemaPath:"#/properties/matrix/minProperties",keyword:"minProperties",params:{limit: 1}}];
return false;
}
else {
for(const key4 in data16){
const _errs42 = errors;
const _errs43 = errors;
if(errors === _errs43){
if(typeof key4 === "string"){
if(func1(key4) > 60){
const err0 = {instancePath:instancePath+"/matrix",schemaPath:"#/$defs/Name/maxLength",keyword:"maxLength",params:{limit: 60},propertyName:key4};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
else {
if(!pattern3.test(key4)){
const err1 = {instancePath:instancePath+"/matrix",schemaPath:"#/$defs/Name/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9-]*$"},propertyName:key4};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
}
else {
const err2 = {instancePath:instancePath+"/matrix",schemaPath:"#/$defs/Name/type",keyword:"type",params:{type: "string"},propertyName:key4};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
var valid8 = _errs42 === errors;
if(!valid8){
const err3 = {instancePath:instancePath+"/matrix",schemaPath:"#/properties/matrix/propertyNames",keyword:"propertyNames",params:{propertyName: key4}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
validate1.errors = vErrors;
return false;
break;
}
}
if(valid8){
for(const key5 in data16){
let data17 = data16[key5];
const _errs46 = errors;
if(errors === _errs46){
if(Array.isArray(data17)){
if(data17.length < 1){
validate1.errors = [{instancePath:instancePath+"/matrix/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/matrix/additionalProperties/minItems",keyword:"minItems",params:{limit: 1}}];
return false;
}
else {
var valid11 = true;
const len1 = data17.length;
for(let i2=0; i2<len1; i2++){
let data18 = data17[i2];
const _errs48 = errors;
if(((typeof data18 !== "string") && (!((typeof data18 == "number") && (isFinite(data18))))) && (typeof data18 !== "boolean")){
validate1.errors = [{instancePath:instancePath+"/matrix/" + key5.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i2,schemaPath:"#/properties/matrix/additionalProperties/items/type",keyword:"type",params:{type: schema14.properties.matrix.additionalProperties.items.type}}];
return false;
}
var valid11 = _errs48 === errors;
if(!valid11){
break;
}
}
if(valid11){
let i3 = data17.length;
let j1;
if(i3 > 1){
const indices1 = {};
for(;i3--;){
let item1 = data17[i3];
if(((typeof item1 !== "string") && (!((typeof item1 == "number") && (isFinite(item1))))) && (typeof item1 !== "boolean")){
continue;
}
if(typeof item1 == "string"){
item1 += "_";
}
if(typeof indices1[item1] == "number"){
j1 = indices1[item1];
validate1.errors = [{instancePath:instancePath+"/matrix/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/matrix/additionalProperties/uniqueItems",keyword:"uniqueItems",params:{i: i3, j: j1}}];
return false;
break;
}
indices1[item1] = i3;
}
}
}
}
}
else {
validate1.errors = [{instancePath:instancePath+"/matrix/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/matrix/additionalProperties/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid10 = _errs46 === errors;
if(!valid10){
break;
}
}
}
}
}
else {
validate1.errors = [{instancePath:instancePath+"/matrix",schemaPath:"#/properties/matrix/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs40 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.repeat !== undefined){
const _errs50 = errors;
if(!(validate2(data.repeat, {instancePath:instancePath+"/repeat",parentData:data,parentDataProperty:"repeat",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate2.errors : vErrors.concat(validate2.errors);
errors = vErrors.length;
}
var valid0 = _errs50 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.review !== undefined){
let data20 = data.review;
const _errs51 = errors;
if(errors === _errs51){
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
let missing2;
if((data20.rows === undefined) && (missing2 = "rows")){
validate1.errors = [{instancePath:instancePath+"/review",schemaPath:"#/properties/review/required",keyword:"required",params:{missingProperty: missing2}}];
return false;
}
else {
const _errs53 = errors;
for(const key6 in data20){
if(!(key6 === "rows")){
validate1.errors = [{instancePath:instancePath+"/review",schemaPath:"#/properties/review/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6}}];
return false;
break;
}
}
if(_errs53 === errors){
if(data20.rows !== undefined){
let data21 = data20.rows;
const _errs54 = errors;
if(!(((typeof data21 == "number") && (!(data21 % 1) && !isNaN(data21))) && (isFinite(data21)))){
validate1.errors = [{instancePath:instancePath+"/review/rows",schemaPath:"#/properties/review/properties/rows/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs54){
if((typeof data21 == "number") && (isFinite(data21))){
if(data21 < 1 || isNaN(data21)){
validate1.errors = [{instancePath:instancePath+"/review/rows",schemaPath:"#/properties/review/properties/rows/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
}
}
}
}
else {
validate1.errors = [{instancePath:instancePath+"/review",schemaPath:"#/properties/review/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs51 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.mode !== undefined){
let data22 = data.mode;
const _errs56 = errors;
if(!((data22 === "online") || (data22 === "batch"))){
validate1.errors = [{instancePath:instancePath+"/mode",schemaPath:"#/properties/mode/enum",keyword:"enum",params:{allowedValues: schema14.properties.mode.enum}}];
return false;
}
var valid0 = _errs56 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.route !== undefined){
let data23 = data.route;
const _errs57 = errors;
if(errors === _errs57){
if(data23 && typeof data23 == "object" && !Array.isArray(data23)){
const _errs59 = errors;
for(const key7 in data23){
if(!((key7 === "queue") || (key7 === "gpu_pool"))){
validate1.errors = [{instancePath:instancePath+"/route",schemaPath:"#/properties/route/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key7}}];
return false;
break;
}
}
if(_errs59 === errors){
if(data23.queue !== undefined){
let data24 = data23.queue;
const _errs60 = errors;
if(errors === _errs60){
if(typeof data24 === "string"){
if(!pattern3.test(data24)){
validate1.errors = [{instancePath:instancePath+"/route/queue",schemaPath:"#/properties/route/properties/queue/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9-]*$"}}];
return false;
}
}
else {
validate1.errors = [{instancePath:instancePath+"/route/queue",schemaPath:"#/properties/route/properties/queue/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid14 = _errs60 === errors;
}
else {
var valid14 = true;
}
if(valid14){
if(data23.gpu_pool !== undefined){
let data25 = data23.gpu_pool;
const _errs62 = errors;
if(errors === _errs62){
if(typeof data25 === "string"){
if(!pattern3.test(data25)){
validate1.errors = [{instancePath:instancePath+"/route/gpu_pool",schemaPath:"#/properties/route/properties/gpu_pool/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9-]*$"}}];
return false;
}
}
else {
validate1.errors = [{instancePath:instancePath+"/route/gpu_pool",schemaPath:"#/properties/route/properties/gpu_pool/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid14 = _errs62 === errors;
}
else {
var valid14 = true;
}
}
}
}
else {
validate1.errors = [{instancePath:instancePath+"/route",schemaPath:"#/properties/route/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs57 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate1.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate1.errors = vErrors;
return errors === 0;
}
validate1.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate0(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="https://limbeck.dev/schemas/recipe.schema.json" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate0.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.seed === undefined){
data.seed = 0;
}
let missing0;
if(((((((((data.limbeck === undefined) && (missing0 = "limbeck")) || ((data.name === undefined) && (missing0 = "name"))) || ((data.version === undefined) && (missing0 = "version"))) || ((data.description === undefined) && (missing0 = "description"))) || ((data.license === undefined) && (missing0 = "license"))) || ((data.skill === undefined) && (missing0 = "skill"))) || ((data.role === undefined) && (missing0 = "role"))) || ((data.steps === undefined) && (missing0 = "steps"))){
validate0.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(func0.call(schema0.properties, key0))){
validate0.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.limbeck !== undefined){
const _errs2 = errors;
if(1 !== data.limbeck){
validate0.errors = [{instancePath:instancePath+"/limbeck",schemaPath:"#/properties/limbeck/const",keyword:"const",params:{allowedValue: 1}}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.name !== undefined){
let data1 = data.name;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data1 === "string"){
if(func1(data1) > 60){
validate0.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/maxLength",keyword:"maxLength",params:{limit: 60}}];
return false;
}
else {
if(!pattern0.test(data1)){
validate0.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"}}];
return false;
}
}
}
else {
validate0.errors = [{instancePath:instancePath+"/name",schemaPath:"#/properties/name/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.version !== undefined){
let data2 = data.version;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data2 === "string"){
if(!pattern1.test(data2)){
validate0.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/pattern",keyword:"pattern",params:{pattern: "^\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.-]+)?$"}}];
return false;
}
}
else {
validate0.errors = [{instancePath:instancePath+"/version",schemaPath:"#/properties/version/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.description !== undefined){
let data3 = data.description;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data3 === "string"){
if(func1(data3) > 300){
validate0.errors = [{instancePath:instancePath+"/description",schemaPath:"#/properties/description/maxLength",keyword:"maxLength",params:{limit: 300}}];
return false;
}
else {
if(func1(data3) < 1){
validate0.errors = [{instancePath:instancePath+"/description",schemaPath:"#/properties/description/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
else {
validate0.errors = [{instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.license !== undefined){
let data4 = data.license;
const _errs9 = errors;
if(errors === _errs9){
if(typeof data4 === "string"){
if(!pattern2.test(data4)){
validate0.errors = [{instancePath:instancePath+"/license",schemaPath:"#/properties/license/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9.+ ()-]*$"}}];
return false;
}
}
else {
validate0.errors = [{instancePath:instancePath+"/license",schemaPath:"#/properties/license/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.skill !== undefined){
let data5 = data.skill;
const _errs11 = errors;
if(!(((((((((((((((data5 === "instruction-following") || (data5 === "multi-turn-dialogue")) || (data5 === "retrieval-augmented-generation")) || (data5 === "thinking-pattern")) || (data5 === "preference")) || (data5 === "value")) || (data5 === "tool-use")) || (data5 === "planning")) || (data5 === "natural-language-understanding")) || (data5 === "natural-language-generation")) || (data5 === "information-retrieval")) || (data5 === "recommendation")) || (data5 === "text-generation-evaluation")) || (data5 === "code")) || (data5 === "multi-modality"))){
validate0.errors = [{instancePath:instancePath+"/skill",schemaPath:"#/$defs/Skill/enum",keyword:"enum",params:{allowedValues: schema1.enum}}];
return false;
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.vertical !== undefined){
let data6 = data.vertical;
const _errs13 = errors;
if(!(((((((((data6 === "general") || (data6 === "law")) || (data6 === "medicine")) || (data6 === "finance")) || (data6 === "science")) || (data6 === "mathematics")) || (data6 === "education")) || (data6 === "it-operations")) || (data6 === "other"))){
validate0.errors = [{instancePath:instancePath+"/vertical",schemaPath:"#/$defs/Vertical/enum",keyword:"enum",params:{allowedValues: schema2.enum}}];
return false;
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.role !== undefined){
let data7 = data.role;
const _errs15 = errors;
if(!(((data7 === "capability-transfer") || (data7 === "compression")) || (data7 === "self-improvement"))){
validate0.errors = [{instancePath:instancePath+"/role",schemaPath:"#/$defs/Role/enum",keyword:"enum",params:{allowedValues: schema3.enum}}];
return false;
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.personal_data !== undefined){
let data8 = data.personal_data;
const _errs17 = errors;
if(!((data8 === "none") || (data8 === "scrubbed"))){
validate0.errors = [{instancePath:instancePath+"/personal_data",schemaPath:"#/properties/personal_data/enum",keyword:"enum",params:{allowedValues: schema0.properties.personal_data.enum}}];
return false;
}
var valid0 = _errs17 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data9 = data.seed;
const _errs18 = errors;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
validate0.errors = [{instancePath:instancePath+"/seed",schemaPath:"#/properties/seed/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs18){
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 4294967295 || isNaN(data9)){
validate0.errors = [{instancePath:instancePath+"/seed",schemaPath:"#/properties/seed/maximum",keyword:"maximum",params:{comparison: "<=", limit: 4294967295}}];
return false;
}
else {
if(data9 < 0 || isNaN(data9)){
validate0.errors = [{instancePath:instancePath+"/seed",schemaPath:"#/properties/seed/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid0 = _errs18 === errors;
if(valid0){
if(data.meta !== undefined){
let data10 = data.meta;
const _errs20 = errors;
if(errors === _errs20){
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
}
else {
validate0.errors = [{instancePath:instancePath+"/meta",schemaPath:"#/properties/meta/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs20 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.params !== undefined){
let data11 = data.params;
const _errs23 = errors;
if(errors === _errs23){
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
for(const key1 in data11){
const _errs25 = errors;
const _errs26 = errors;
if(errors === _errs26){
if(typeof key1 === "string"){
if(func1(key1) > 60){
const err0 = {instancePath:instancePath+"/params",schemaPath:"#/$defs/Name/maxLength",keyword:"maxLength",params:{limit: 60},propertyName:key1};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
else {
if(!pattern3.test(key1)){
const err1 = {instancePath:instancePath+"/params",schemaPath:"#/$defs/Name/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9-]*$"},propertyName:key1};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
}
else {
const err2 = {instancePath:instancePath+"/params",schemaPath:"#/$defs/Name/type",keyword:"type",params:{type: "string"},propertyName:key1};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
var valid4 = _errs25 === errors;
if(!valid4){
const err3 = {instancePath:instancePath+"/params",schemaPath:"#/properties/params/propertyNames",keyword:"propertyNames",params:{propertyName: key1}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
validate0.errors = vErrors;
return false;
break;
}
}
if(valid4){
for(const key2 in data11){
let data12 = data11[key2];
const _errs29 = errors;
const _errs30 = errors;
if(errors === _errs30){
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
let missing1;
if((data12.type === undefined) && (missing1 = "type")){
validate0.errors = [{instancePath:instancePath+"/params/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/Param/required",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
const _errs32 = errors;
for(const key3 in data12){
if(!((((((key3 === "type") || (key3 === "default")) || (key3 === "minimum")) || (key3 === "maximum")) || (key3 === "enum")) || (key3 === "description"))){
validate0.errors = [{instancePath:instancePath+"/params/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/Param/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3}}];
return false;
break;
}
}
if(_errs32 === errors){
if(data12.type !== undefined){
let data13 = data12.type;
const _errs33 = errors;
if(!((((data13 === "string") || (data13 === "integer")) || (data13 === "number")) || (data13 === "boolean"))){
validate0.errors = [{instancePath:instancePath+"/params/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/type",schemaPath:"#/$defs/Param/properties/type/enum",keyword:"enum",params:{allowedValues: schema5.properties.type.enum}}];
return false;
}
var valid8 = _errs33 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data12.default !== undefined){
let data14 = data12.default;
const _errs34 = errors;
if(((typeof data14 !== "string") && (!((typeof data14 == "number") && (isFinite(data14))))) && (typeof data14 !== "boolean")){
validate0.errors = [{instancePath:instancePath+"/params/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/default",schemaPath:"#/$defs/Param/properties/default/type",keyword:"type",params:{type: schema5.properties.default.type}}];
return false;
}
var valid8 = _errs34 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data12.minimum !== undefined){
let data15 = data12.minimum;
const _errs36 = errors;
if(!((typeof data15 == "number") && (isFinite(data15)))){
validate0.errors = [{instancePath:instancePath+"/params/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/minimum",schemaPath:"#/$defs/Param/properties/minimum/type",keyword:"type",params:{type: "number"}}];
return false;
}
var valid8 = _errs36 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data12.maximum !== undefined){
let data16 = data12.maximum;
const _errs38 = errors;
if(!((typeof data16 == "number") && (isFinite(data16)))){
validate0.errors = [{instancePath:instancePath+"/params/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/maximum",schemaPath:"#/$defs/Param/properties/maximum/type",keyword:"type",params:{type: "number"}}];
return false;
}
var valid8 = _errs38 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data12.enum !== undefined){
let data17 = data12.enum;
const _errs40 = errors;
if(errors === _errs40){
if(Array.isArray(data17)){
if(data17.length < 1){
validate0.errors = [{instancePath:instancePath+"/params/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/enum",schemaPath:"#/$defs/Param/properties/enum/minItems",keyword:"minItems",params:{limit: 1}}];
return false;
}
else {
var valid9 = true;
const len0 = data17.length;
for(let i0=0; i0<len0; i0++){
let data18 = data17[i0];
const _errs42 = errors;
if(((typeof data18 !== "string") && (!((typeof data18 == "number") && (isFinite(data18))))) && (typeof data18 !== "boolean")){
validate0.errors = [{instancePath:instancePath+"/params/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/enum/" + i0,schemaPath:"#/$defs/Param/properties/enum/items/type",keyword:"type",params:{type: schema5.properties.enum.items.type}}];
return false;
}
var valid9 = _errs42 === errors;
if(!valid9){
break;
}
}
}
}
else {
validate0.errors = [{instancePath:instancePath+"/params/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/enum",schemaPath:"#/$defs/Param/properties/enum/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid8 = _errs40 === errors;
}
else {
var valid8 = true;
}
if(valid8){
if(data12.description !== undefined){
const _errs44 = errors;
if(typeof data12.description !== "string"){
validate0.errors = [{instancePath:instancePath+"/params/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/description",schemaPath:"#/$defs/Param/properties/description/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid8 = _errs44 === errors;
}
else {
var valid8 = true;
}
}
}
}
}
}
}
}
}
else {
validate0.errors = [{instancePath:instancePath+"/params/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/Param/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid6 = _errs29 === errors;
if(!valid6){
break;
}
}
}
}
else {
validate0.errors = [{instancePath:instancePath+"/params",schemaPath:"#/properties/params/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs23 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.inputs !== undefined){
let data20 = data.inputs;
const _errs46 = errors;
if(errors === _errs46){
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
if(Object.keys(data20).length < 1){
validate0.errors = [{instancePath:instancePath+"/inputs",schemaPath:"#/properties/inputs/minProperties",keyword:"minProperties",params:{limit: 1}}];
return false;
}
else {
for(const key4 in data20){
const _errs48 = errors;
const _errs49 = errors;
if(errors === _errs49){
if(typeof key4 === "string"){
if(func1(key4) > 60){
const err4 = {instancePath:instancePath+"/inputs",schemaPath:"#/$defs/Name/maxLength",keyword:"maxLength",params:{limit: 60},propertyName:key4};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
else {
if(!pattern3.test(key4)){
const err5 = {instancePath:instancePath+"/inputs",schemaPath:"#/$defs/Name/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9-]*$"},propertyName:key4};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
else {
const err6 = {instancePath:instancePath+"/inputs",schemaPath:"#/$defs/Name/type",keyword:"type",params:{type: "string"},propertyName:key4};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
var valid10 = _errs48 === errors;
if(!valid10){
const err7 = {instancePath:instancePath+"/inputs",schemaPath:"#/properties/inputs/propertyNames",keyword:"propertyNames",params:{propertyName: key4}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
validate0.errors = vErrors;
return false;
break;
}
}
if(valid10){
for(const key5 in data20){
let data21 = data20[key5];
const _errs52 = errors;
const _errs53 = errors;
if(errors === _errs53){
if(data21 && typeof data21 == "object" && !Array.isArray(data21)){
const _errs55 = errors;
for(const key6 in data21){
if(!(((key6 === "kind") || (key6 === "needs")) || (key6 === "description"))){
validate0.errors = [{instancePath:instancePath+"/inputs/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/RecipeInput/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key6}}];
return false;
break;
}
}
if(_errs55 === errors){
if(data21.kind !== undefined){
let data22 = data21.kind;
const _errs56 = errors;
if(!(((((((((((((data22 === "document") || (data22 === "prompt")) || (data22 === "sft")) || (data22 === "rationale")) || (data22 === "dialogue")) || (data22 === "preference")) || (data22 === "ranking")) || (data22 === "critique")) || (data22 === "verifiable")) || (data22 === "trajectory")) || (data22 === "pair")) || (data22 === "judgement")) || (data22 === "labelled"))){
validate0.errors = [{instancePath:instancePath+"/inputs/" + key5.replace(/~/g, "~0").replace(/\//g, "~1")+"/kind",schemaPath:"#/$defs/RecipeInput/properties/kind/enum",keyword:"enum",params:{allowedValues: schema7.properties.kind.enum}}];
return false;
}
var valid14 = _errs56 === errors;
}
else {
var valid14 = true;
}
if(valid14){
if(data21.needs !== undefined){
let data23 = data21.needs;
const _errs57 = errors;
if(errors === _errs57){
if(Array.isArray(data23)){
var valid15 = true;
const len1 = data23.length;
for(let i1=0; i1<len1; i1++){
let data24 = data23[i1];
const _errs59 = errors;
if(!(((((((data24 === "chat") || (data24 === "completions")) || (data24 === "logprobs")) || (data24 === "prompt_logprobs")) || (data24 === "weights")) || (data24 === "embeddings")) || (data24 === "classifier"))){
validate0.errors = [{instancePath:instancePath+"/inputs/" + key5.replace(/~/g, "~0").replace(/\//g, "~1")+"/needs/" + i1,schemaPath:"#/$defs/RecipeInput/properties/needs/items/enum",keyword:"enum",params:{allowedValues: schema7.properties.needs.items.enum}}];
return false;
}
var valid15 = _errs59 === errors;
if(!valid15){
break;
}
}
if(valid15){
let i2 = data23.length;
let j0;
if(i2 > 1){
outer0:
for(;i2--;){
for(j0 = i2; j0--;){
if(func6(data23[i2], data23[j0])){
validate0.errors = [{instancePath:instancePath+"/inputs/" + key5.replace(/~/g, "~0").replace(/\//g, "~1")+"/needs",schemaPath:"#/$defs/RecipeInput/properties/needs/uniqueItems",keyword:"uniqueItems",params:{i: i2, j: j0}}];
return false;
break outer0;
}
}
}
}
}
}
else {
validate0.errors = [{instancePath:instancePath+"/inputs/" + key5.replace(/~/g, "~0").replace(/\//g, "~1")+"/needs",schemaPath:"#/$defs/RecipeInput/properties/needs/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid14 = _errs57 === errors;
}
else {
var valid14 = true;
}
if(valid14){
if(data21.description !== undefined){
const _errs60 = errors;
if(typeof data21.description !== "string"){
validate0.errors = [{instancePath:instancePath+"/inputs/" + key5.replace(/~/g, "~0").replace(/\//g, "~1")+"/description",schemaPath:"#/$defs/RecipeInput/properties/description/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid14 = _errs60 === errors;
}
else {
var valid14 = true;
}
}
}
}
}
else {
validate0.errors = [{instancePath:instancePath+"/inputs/" + key5.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/RecipeInput/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid12 = _errs52 === errors;
if(!valid12){
break;
}
}
}
}
}
else {
validate0.errors = [{instancePath:instancePath+"/inputs",schemaPath:"#/properties/inputs/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs46 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.outputs !== undefined){
let data26 = data.outputs;
const _errs62 = errors;
if(errors === _errs62){
if(data26 && typeof data26 == "object" && !Array.isArray(data26)){
if(Object.keys(data26).length < 1){
validate0.errors = [{instancePath:instancePath+"/outputs",schemaPath:"#/properties/outputs/minProperties",keyword:"minProperties",params:{limit: 1}}];
return false;
}
else {
for(const key7 in data26){
const _errs64 = errors;
const _errs65 = errors;
if(errors === _errs65){
if(typeof key7 === "string"){
if(func1(key7) > 60){
const err8 = {instancePath:instancePath+"/outputs",schemaPath:"#/$defs/Name/maxLength",keyword:"maxLength",params:{limit: 60},propertyName:key7};
if(vErrors === null){
vErrors = [err8];
}
else {
vErrors.push(err8);
}
errors++;
}
else {
if(!pattern3.test(key7)){
const err9 = {instancePath:instancePath+"/outputs",schemaPath:"#/$defs/Name/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9-]*$"},propertyName:key7};
if(vErrors === null){
vErrors = [err9];
}
else {
vErrors.push(err9);
}
errors++;
}
}
}
else {
const err10 = {instancePath:instancePath+"/outputs",schemaPath:"#/$defs/Name/type",keyword:"type",params:{type: "string"},propertyName:key7};
if(vErrors === null){
vErrors = [err10];
}
else {
vErrors.push(err10);
}
errors++;
}
}
var valid17 = _errs64 === errors;
if(!valid17){
const err11 = {instancePath:instancePath+"/outputs",schemaPath:"#/properties/outputs/propertyNames",keyword:"propertyNames",params:{propertyName: key7}};
if(vErrors === null){
vErrors = [err11];
}
else {
vErrors.push(err11);
}
errors++;
validate0.errors = vErrors;
return false;
break;
}
}
if(valid17){
for(const key8 in data26){
let data27 = data26[key8];
const _errs68 = errors;
if(errors === _errs68){
if(typeof data27 === "string"){
if(func1(data27) < 1){
validate0.errors = [{instancePath:instancePath+"/outputs/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/outputs/additionalProperties/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate0.errors = [{instancePath:instancePath+"/outputs/" + key8.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/outputs/additionalProperties/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid19 = _errs68 === errors;
if(!valid19){
break;
}
}
}
}
}
else {
validate0.errors = [{instancePath:instancePath+"/outputs",schemaPath:"#/properties/outputs/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs62 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.models !== undefined){
let data28 = data.models;
const _errs70 = errors;
if(errors === _errs70){
if(data28 && typeof data28 == "object" && !Array.isArray(data28)){
for(const key9 in data28){
const _errs72 = errors;
const _errs73 = errors;
if(errors === _errs73){
if(typeof key9 === "string"){
if(func1(key9) > 60){
const err12 = {instancePath:instancePath+"/models",schemaPath:"#/$defs/Name/maxLength",keyword:"maxLength",params:{limit: 60},propertyName:key9};
if(vErrors === null){
vErrors = [err12];
}
else {
vErrors.push(err12);
}
errors++;
}
else {
if(!pattern3.test(key9)){
const err13 = {instancePath:instancePath+"/models",schemaPath:"#/$defs/Name/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9-]*$"},propertyName:key9};
if(vErrors === null){
vErrors = [err13];
}
else {
vErrors.push(err13);
}
errors++;
}
}
}
else {
const err14 = {instancePath:instancePath+"/models",schemaPath:"#/$defs/Name/type",keyword:"type",params:{type: "string"},propertyName:key9};
if(vErrors === null){
vErrors = [err14];
}
else {
vErrors.push(err14);
}
errors++;
}
}
var valid20 = _errs72 === errors;
if(!valid20){
const err15 = {instancePath:instancePath+"/models",schemaPath:"#/properties/models/propertyNames",keyword:"propertyNames",params:{propertyName: key9}};
if(vErrors === null){
vErrors = [err15];
}
else {
vErrors.push(err15);
}
errors++;
validate0.errors = vErrors;
return false;
break;
}
}
if(valid20){
for(const key10 in data28){
let data29 = data28[key10];
const _errs76 = errors;
const _errs77 = errors;
if(errors === _errs77){
if(data29 && typeof data29 == "object" && !Array.isArray(data29)){
const _errs79 = errors;
for(const key11 in data29){
if(!((key11 === "needs") || (key11 === "description"))){
validate0.errors = [{instancePath:instancePath+"/models/" + key10.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/Model/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key11}}];
return false;
break;
}
}
if(_errs79 === errors){
if(data29.needs !== undefined){
let data30 = data29.needs;
const _errs80 = errors;
if(errors === _errs80){
if(Array.isArray(data30)){
var valid25 = true;
const len2 = data30.length;
for(let i3=0; i3<len2; i3++){
let data31 = data30[i3];
const _errs82 = errors;
if(!(((((((data31 === "chat") || (data31 === "completions")) || (data31 === "logprobs")) || (data31 === "prompt_logprobs")) || (data31 === "weights")) || (data31 === "embeddings")) || (data31 === "classifier"))){
validate0.errors = [{instancePath:instancePath+"/models/" + key10.replace(/~/g, "~0").replace(/\//g, "~1")+"/needs/" + i3,schemaPath:"#/$defs/Model/properties/needs/items/enum",keyword:"enum",params:{allowedValues: schema10.properties.needs.items.enum}}];
return false;
}
var valid25 = _errs82 === errors;
if(!valid25){
break;
}
}
if(valid25){
let i4 = data30.length;
let j1;
if(i4 > 1){
outer1:
for(;i4--;){
for(j1 = i4; j1--;){
if(func6(data30[i4], data30[j1])){
validate0.errors = [{instancePath:instancePath+"/models/" + key10.replace(/~/g, "~0").replace(/\//g, "~1")+"/needs",schemaPath:"#/$defs/Model/properties/needs/uniqueItems",keyword:"uniqueItems",params:{i: i4, j: j1}}];
return false;
break outer1;
}
}
}
}
}
}
else {
validate0.errors = [{instancePath:instancePath+"/models/" + key10.replace(/~/g, "~0").replace(/\//g, "~1")+"/needs",schemaPath:"#/$defs/Model/properties/needs/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid24 = _errs80 === errors;
}
else {
var valid24 = true;
}
if(valid24){
if(data29.description !== undefined){
const _errs83 = errors;
if(typeof data29.description !== "string"){
validate0.errors = [{instancePath:instancePath+"/models/" + key10.replace(/~/g, "~0").replace(/\//g, "~1")+"/description",schemaPath:"#/$defs/Model/properties/description/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid24 = _errs83 === errors;
}
else {
var valid24 = true;
}
}
}
}
else {
validate0.errors = [{instancePath:instancePath+"/models/" + key10.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/Model/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid22 = _errs76 === errors;
if(!valid22){
break;
}
}
}
}
else {
validate0.errors = [{instancePath:instancePath+"/models",schemaPath:"#/properties/models/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs70 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.data !== undefined){
let data33 = data.data;
const _errs85 = errors;
if(errors === _errs85){
if(data33 && typeof data33 == "object" && !Array.isArray(data33)){
for(const key12 in data33){
const _errs87 = errors;
const _errs88 = errors;
if(errors === _errs88){
if(typeof key12 === "string"){
if(func1(key12) > 60){
const err16 = {instancePath:instancePath+"/data",schemaPath:"#/$defs/Name/maxLength",keyword:"maxLength",params:{limit: 60},propertyName:key12};
if(vErrors === null){
vErrors = [err16];
}
else {
vErrors.push(err16);
}
errors++;
}
else {
if(!pattern3.test(key12)){
const err17 = {instancePath:instancePath+"/data",schemaPath:"#/$defs/Name/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9-]*$"},propertyName:key12};
if(vErrors === null){
vErrors = [err17];
}
else {
vErrors.push(err17);
}
errors++;
}
}
}
else {
const err18 = {instancePath:instancePath+"/data",schemaPath:"#/$defs/Name/type",keyword:"type",params:{type: "string"},propertyName:key12};
if(vErrors === null){
vErrors = [err18];
}
else {
vErrors.push(err18);
}
errors++;
}
}
var valid27 = _errs87 === errors;
if(!valid27){
const err19 = {instancePath:instancePath+"/data",schemaPath:"#/properties/data/propertyNames",keyword:"propertyNames",params:{propertyName: key12}};
if(vErrors === null){
vErrors = [err19];
}
else {
vErrors.push(err19);
}
errors++;
validate0.errors = vErrors;
return false;
break;
}
}
if(valid27){
for(const key13 in data33){
let data34 = data33[key13];
const _errs91 = errors;
const _errs92 = errors;
if(errors === _errs92){
if(data34 && typeof data34 == "object" && !Array.isArray(data34)){
if(data34.use === undefined){
data34.use = "training";
}
let missing2;
if((data34.kind === undefined) && (missing2 = "kind")){
validate0.errors = [{instancePath:instancePath+"/data/" + key13.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/DataSource/required",keyword:"required",params:{missingProperty: missing2}}];
return false;
}
else {
const _errs94 = errors;
for(const key14 in data34){
if(!(func0.call(schema12.properties, key14))){
validate0.errors = [{instancePath:instancePath+"/data/" + key13.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/DataSource/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key14}}];
return false;
break;
}
}
if(_errs94 === errors){
if(data34.file !== undefined){
let data35 = data34.file;
const _errs95 = errors;
if(errors === _errs95){
if(typeof data35 === "string"){
if(func1(data35) < 1){
validate0.errors = [{instancePath:instancePath+"/data/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/file",schemaPath:"#/$defs/DataSource/properties/file/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate0.errors = [{instancePath:instancePath+"/data/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/file",schemaPath:"#/$defs/DataSource/properties/file/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid31 = _errs95 === errors;
}
else {
var valid31 = true;
}
if(valid31){
if(data34.glob !== undefined){
let data36 = data34.glob;
const _errs97 = errors;
if(errors === _errs97){
if(typeof data36 === "string"){
if(func1(data36) < 1){
validate0.errors = [{instancePath:instancePath+"/data/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/glob",schemaPath:"#/$defs/DataSource/properties/glob/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate0.errors = [{instancePath:instancePath+"/data/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/glob",schemaPath:"#/$defs/DataSource/properties/glob/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid31 = _errs97 === errors;
}
else {
var valid31 = true;
}
if(valid31){
if(data34.text !== undefined){
let data37 = data34.text;
const _errs99 = errors;
if(errors === _errs99){
if(typeof data37 === "string"){
if(func1(data37) < 1){
validate0.errors = [{instancePath:instancePath+"/data/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/text",schemaPath:"#/$defs/DataSource/properties/text/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate0.errors = [{instancePath:instancePath+"/data/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/text",schemaPath:"#/$defs/DataSource/properties/text/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid31 = _errs99 === errors;
}
else {
var valid31 = true;
}
if(valid31){
if(data34.hub !== undefined){
let data38 = data34.hub;
const _errs101 = errors;
if(errors === _errs101){
if(data38 && typeof data38 == "object" && !Array.isArray(data38)){
let missing3;
if((((data38.repo === undefined) && (missing3 = "repo")) || ((data38.revision === undefined) && (missing3 = "revision"))) || ((data38.files === undefined) && (missing3 = "files"))){
validate0.errors = [{instancePath:instancePath+"/data/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/hub",schemaPath:"#/$defs/DataSource/properties/hub/required",keyword:"required",params:{missingProperty: missing3}}];
return false;
}
else {
const _errs103 = errors;
for(const key15 in data38){
if(!(((key15 === "repo") || (key15 === "revision")) || (key15 === "files"))){
validate0.errors = [{instancePath:instancePath+"/data/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/hub",schemaPath:"#/$defs/DataSource/properties/hub/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key15}}];
return false;
break;
}
}
if(_errs103 === errors){
if(data38.repo !== undefined){
let data39 = data38.repo;
const _errs104 = errors;
if(errors === _errs104){
if(typeof data39 === "string"){
if(!pattern8.test(data39)){
validate0.errors = [{instancePath:instancePath+"/data/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/hub/repo",schemaPath:"#/$defs/DataSource/properties/hub/properties/repo/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9][A-Za-z0-9._-]*$"}}];
return false;
}
}
else {
validate0.errors = [{instancePath:instancePath+"/data/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/hub/repo",schemaPath:"#/$defs/DataSource/properties/hub/properties/repo/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid32 = _errs104 === errors;
}
else {
var valid32 = true;
}
if(valid32){
if(data38.revision !== undefined){
let data40 = data38.revision;
const _errs106 = errors;
if(errors === _errs106){
if(typeof data40 === "string"){
if(func1(data40) < 1){
validate0.errors = [{instancePath:instancePath+"/data/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/hub/revision",schemaPath:"#/$defs/DataSource/properties/hub/properties/revision/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate0.errors = [{instancePath:instancePath+"/data/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/hub/revision",schemaPath:"#/$defs/DataSource/properties/hub/properties/revision/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid32 = _errs106 === errors;
}
else {
var valid32 = true;
}
if(valid32){
if(data38.files !== undefined){
let data41 = data38.files;
const _errs108 = errors;
if(errors === _errs108){
if(Array.isArray(data41)){
if(data41.length < 1){
validate0.errors = [{instancePath:instancePath+"/data/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/hub/files",schemaPath:"#/$defs/DataSource/properties/hub/properties/files/minItems",keyword:"minItems",params:{limit: 1}}];
return false;
}
else {
var valid33 = true;
const len3 = data41.length;
for(let i5=0; i5<len3; i5++){
let data42 = data41[i5];
const _errs110 = errors;
if(errors === _errs110){
if(typeof data42 === "string"){
if(func1(data42) < 1){
validate0.errors = [{instancePath:instancePath+"/data/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/hub/files/" + i5,schemaPath:"#/$defs/DataSource/properties/hub/properties/files/items/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate0.errors = [{instancePath:instancePath+"/data/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/hub/files/" + i5,schemaPath:"#/$defs/DataSource/properties/hub/properties/files/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid33 = _errs110 === errors;
if(!valid33){
break;
}
}
if(valid33){
let i6 = data41.length;
let j2;
if(i6 > 1){
const indices0 = {};
for(;i6--;){
let item0 = data41[i6];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j2 = indices0[item0];
validate0.errors = [{instancePath:instancePath+"/data/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/hub/files",schemaPath:"#/$defs/DataSource/properties/hub/properties/files/uniqueItems",keyword:"uniqueItems",params:{i: i6, j: j2}}];
return false;
break;
}
indices0[item0] = i6;
}
}
}
}
}
else {
validate0.errors = [{instancePath:instancePath+"/data/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/hub/files",schemaPath:"#/$defs/DataSource/properties/hub/properties/files/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid32 = _errs108 === errors;
}
else {
var valid32 = true;
}
}
}
}
}
}
else {
validate0.errors = [{instancePath:instancePath+"/data/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/hub",schemaPath:"#/$defs/DataSource/properties/hub/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid31 = _errs101 === errors;
}
else {
var valid31 = true;
}
if(valid31){
if(data34.format !== undefined){
let data43 = data34.format;
const _errs112 = errors;
if(!((((((data43 === "jsonl") || (data43 === "json")) || (data43 === "csv")) || (data43 === "tsv")) || (data43 === "parquet")) || (data43 === "text"))){
validate0.errors = [{instancePath:instancePath+"/data/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/format",schemaPath:"#/$defs/DataSource/properties/format/enum",keyword:"enum",params:{allowedValues: schema12.properties.format.enum}}];
return false;
}
var valid31 = _errs112 === errors;
}
else {
var valid31 = true;
}
if(valid31){
if(data34.rows !== undefined){
let data44 = data34.rows;
const _errs113 = errors;
if(errors === _errs113){
if(typeof data44 === "string"){
if(!pattern9.test(data44)){
validate0.errors = [{instancePath:instancePath+"/data/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/rows",schemaPath:"#/$defs/DataSource/properties/rows/pattern",keyword:"pattern",params:{pattern: "^[^.\\s]+(\\.[^.\\s]+)*$"}}];
return false;
}
}
else {
validate0.errors = [{instancePath:instancePath+"/data/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/rows",schemaPath:"#/$defs/DataSource/properties/rows/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid31 = _errs113 === errors;
}
else {
var valid31 = true;
}
if(valid31){
if(data34.split !== undefined){
let data45 = data34.split;
const _errs115 = errors;
if(!((data45 === "lines") || (data45 === "paragraphs"))){
validate0.errors = [{instancePath:instancePath+"/data/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/split",schemaPath:"#/$defs/DataSource/properties/split/enum",keyword:"enum",params:{allowedValues: schema12.properties.split.enum}}];
return false;
}
var valid31 = _errs115 === errors;
}
else {
var valid31 = true;
}
if(valid31){
if(data34.kind !== undefined){
let data46 = data34.kind;
const _errs116 = errors;
if(!(((((((((((((data46 === "document") || (data46 === "prompt")) || (data46 === "sft")) || (data46 === "rationale")) || (data46 === "dialogue")) || (data46 === "preference")) || (data46 === "ranking")) || (data46 === "critique")) || (data46 === "verifiable")) || (data46 === "trajectory")) || (data46 === "pair")) || (data46 === "judgement")) || (data46 === "labelled"))){
validate0.errors = [{instancePath:instancePath+"/data/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/kind",schemaPath:"#/$defs/DataSource/properties/kind/enum",keyword:"enum",params:{allowedValues: schema12.properties.kind.enum}}];
return false;
}
var valid31 = _errs116 === errors;
}
else {
var valid31 = true;
}
if(valid31){
if(data34.license !== undefined){
let data47 = data34.license;
const _errs117 = errors;
if(errors === _errs117){
if(typeof data47 === "string"){
if(func1(data47) < 1){
validate0.errors = [{instancePath:instancePath+"/data/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/license",schemaPath:"#/$defs/DataSource/properties/license/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate0.errors = [{instancePath:instancePath+"/data/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/license",schemaPath:"#/$defs/DataSource/properties/license/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid31 = _errs117 === errors;
}
else {
var valid31 = true;
}
if(valid31){
let data48 = data34.use;
const _errs119 = errors;
if(!((data48 === "training") || (data48 === "evaluation"))){
validate0.errors = [{instancePath:instancePath+"/data/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/use",schemaPath:"#/$defs/DataSource/properties/use/enum",keyword:"enum",params:{allowedValues: schema12.properties.use.enum}}];
return false;
}
var valid31 = _errs119 === errors;
if(valid31){
if(data34.fields !== undefined){
let data49 = data34.fields;
const _errs120 = errors;
if(errors === _errs120){
if(data49 && typeof data49 == "object" && !Array.isArray(data49)){
if(Object.keys(data49).length < 1){
validate0.errors = [{instancePath:instancePath+"/data/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/fields",schemaPath:"#/$defs/DataSource/properties/fields/minProperties",keyword:"minProperties",params:{limit: 1}}];
return false;
}
else {
for(const key16 in data49){
let data50 = data49[key16];
const _errs123 = errors;
if(errors === _errs123){
if(typeof data50 === "string"){
if(func1(data50) < 1){
validate0.errors = [{instancePath:instancePath+"/data/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/fields/" + key16.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/DataSource/properties/fields/additionalProperties/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate0.errors = [{instancePath:instancePath+"/data/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/fields/" + key16.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/DataSource/properties/fields/additionalProperties/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid35 = _errs123 === errors;
if(!valid35){
break;
}
}
}
}
else {
validate0.errors = [{instancePath:instancePath+"/data/" + key13.replace(/~/g, "~0").replace(/\//g, "~1")+"/fields",schemaPath:"#/$defs/DataSource/properties/fields/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid31 = _errs120 === errors;
}
else {
var valid31 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate0.errors = [{instancePath:instancePath+"/data/" + key13.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/DataSource/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid29 = _errs91 === errors;
if(!valid29){
break;
}
}
}
}
else {
validate0.errors = [{instancePath:instancePath+"/data",schemaPath:"#/properties/data/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs85 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.budget !== undefined){
let data51 = data.budget;
const _errs125 = errors;
const _errs126 = errors;
if(errors === _errs126){
if(data51 && typeof data51 == "object" && !Array.isArray(data51)){
const _errs128 = errors;
for(const key17 in data51){
if(!((((key17 === "calls") || (key17 === "tokens")) || (key17 === "usd")) || (key17 === "gpu_hours"))){
validate0.errors = [{instancePath:instancePath+"/budget",schemaPath:"#/$defs/RecipeBudget/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key17}}];
return false;
break;
}
}
if(_errs128 === errors){
if(data51.calls !== undefined){
let data52 = data51.calls;
const _errs129 = errors;
if(!(((typeof data52 == "number") && (!(data52 % 1) && !isNaN(data52))) && (isFinite(data52)))){
validate0.errors = [{instancePath:instancePath+"/budget/calls",schemaPath:"#/$defs/RecipeBudget/properties/calls/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs129){
if((typeof data52 == "number") && (isFinite(data52))){
if(data52 < 0 || isNaN(data52)){
validate0.errors = [{instancePath:instancePath+"/budget/calls",schemaPath:"#/$defs/RecipeBudget/properties/calls/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid37 = _errs129 === errors;
}
else {
var valid37 = true;
}
if(valid37){
if(data51.tokens !== undefined){
let data53 = data51.tokens;
const _errs131 = errors;
if(!(((typeof data53 == "number") && (!(data53 % 1) && !isNaN(data53))) && (isFinite(data53)))){
validate0.errors = [{instancePath:instancePath+"/budget/tokens",schemaPath:"#/$defs/RecipeBudget/properties/tokens/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs131){
if((typeof data53 == "number") && (isFinite(data53))){
if(data53 < 0 || isNaN(data53)){
validate0.errors = [{instancePath:instancePath+"/budget/tokens",schemaPath:"#/$defs/RecipeBudget/properties/tokens/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid37 = _errs131 === errors;
}
else {
var valid37 = true;
}
if(valid37){
if(data51.usd !== undefined){
let data54 = data51.usd;
const _errs133 = errors;
if(errors === _errs133){
if((typeof data54 == "number") && (isFinite(data54))){
if(data54 < 0 || isNaN(data54)){
validate0.errors = [{instancePath:instancePath+"/budget/usd",schemaPath:"#/$defs/RecipeBudget/properties/usd/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
else {
validate0.errors = [{instancePath:instancePath+"/budget/usd",schemaPath:"#/$defs/RecipeBudget/properties/usd/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid37 = _errs133 === errors;
}
else {
var valid37 = true;
}
if(valid37){
if(data51.gpu_hours !== undefined){
let data55 = data51.gpu_hours;
const _errs135 = errors;
if(errors === _errs135){
if((typeof data55 == "number") && (isFinite(data55))){
if(data55 < 0 || isNaN(data55)){
validate0.errors = [{instancePath:instancePath+"/budget/gpu_hours",schemaPath:"#/$defs/RecipeBudget/properties/gpu_hours/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
else {
validate0.errors = [{instancePath:instancePath+"/budget/gpu_hours",schemaPath:"#/$defs/RecipeBudget/properties/gpu_hours/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid37 = _errs135 === errors;
}
else {
var valid37 = true;
}
}
}
}
}
}
else {
validate0.errors = [{instancePath:instancePath+"/budget",schemaPath:"#/$defs/RecipeBudget/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs125 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.steps !== undefined){
let data56 = data.steps;
const _errs137 = errors;
if(errors === _errs137){
if(Array.isArray(data56)){
if(data56.length < 1){
validate0.errors = [{instancePath:instancePath+"/steps",schemaPath:"#/properties/steps/minItems",keyword:"minItems",params:{limit: 1}}];
return false;
}
else {
var valid38 = true;
const len4 = data56.length;
for(let i7=0; i7<len4; i7++){
const _errs139 = errors;
if(!(validate1(data56[i7], {instancePath:instancePath+"/steps/" + i7,parentData:data56,parentDataProperty:i7,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate1.errors : vErrors.concat(validate1.errors);
errors = vErrors.length;
}
var valid38 = _errs139 === errors;
if(!valid38){
break;
}
}
}
}
else {
validate0.errors = [{instancePath:instancePath+"/steps",schemaPath:"#/properties/steps/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs137 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate0.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate0.errors = vErrors;
return errors === 0;
}
validate0.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

exports.cf42cecf318e666312ceb35c8 = validate5;
const schema20 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://limbeck.dev/schemas/project.schema.json","title":"Project","type":"object","additionalProperties":false,"properties":{"limbeck":{"const":1},"profiles":{"type":"object","minProperties":1,"additionalProperties":{"$ref":"#/$defs/Profile"},"propertyNames":{"$ref":"#/$defs/ProjectName"}},"budget":{"$ref":"#/$defs/ProjectBudget"}},"required":["limbeck","profiles"],"$defs":{"ProjectName":{"type":"string","pattern":"^[a-z][a-z0-9-]*$","maxLength":60},"ProjectBudget":{"type":"object","additionalProperties":false,"minProperties":1,"properties":{"calls":{"type":"integer","minimum":0},"tokens":{"type":"integer","minimum":0},"usd":{"type":"number","minimum":0},"gpu_hours":{"type":"number","minimum":0}}},"Profile":{"type":"object","additionalProperties":false,"properties":{"models":{"type":"object","additionalProperties":{"$ref":"#/$defs/ModelBinding"},"propertyNames":{"$ref":"#/$defs/ProjectName"}},"engine":{"$ref":"#/$defs/EngineBinding"},"stores":{"$ref":"#/$defs/StoreBinding"},"hub":{"type":"object","additionalProperties":false,"minProperties":1,"properties":{"endpoint":{"type":"string","pattern":"^https?://[^\\s/]+"},"token":{"$ref":"#/$defs/SecretName"}}},"gpu_pools":{"type":"object","additionalProperties":{"$ref":"#/$defs/GpuPool"},"propertyNames":{"$ref":"#/$defs/ProjectName"}}}},"ModelBinding":{"type":"object","discriminator":{"propertyName":"provider"},"required":["provider"],"oneOf":[{"$ref":"#/$defs/OpenaiBinding"},{"$ref":"#/$defs/TransformersBinding"},{"$ref":"#/$defs/OnnxBinding"},{"$ref":"#/$defs/OnnxEmbedBinding"}]},"OpenaiBinding":{"type":"object","additionalProperties":false,"properties":{"provider":{"const":"openai"},"base_url":{"type":"string","pattern":"^https?://[^\\s/]+"},"model":{"type":"string","minLength":1},"revision":{"type":"string","minLength":1},"access":{"$ref":"#/$defs/AccessList"},"api_key":{"$ref":"#/$defs/SecretName"},"limits":{"$ref":"#/$defs/Limits"},"price":{"$ref":"#/$defs/Price"},"terms":{"$ref":"#/$defs/Terms"},"batch":{"type":"boolean"},"structured_output":{"type":"boolean"},"label":{"type":"string","minLength":1},"offline_teacher":{"type":"string","pattern":"^[a-z][a-z0-9-]*$"}},"required":["provider","base_url","model"]},"TransformersBinding":{"type":"object","additionalProperties":false,"properties":{"provider":{"const":"transformers"},"path":{"type":"string","minLength":1},"tokenizer":{"type":"object","additionalProperties":false,"properties":{"vocab_size":{"type":"integer","minimum":260},"train_on":{"type":"array","minItems":1,"items":{"type":"string","minLength":1}}},"required":["vocab_size","train_on"]},"access":{"$ref":"#/$defs/AccessList"},"terms":{"$ref":"#/$defs/Terms"},"label":{"type":"string","minLength":1}},"required":["provider","path"]},"OnnxBinding":{"type":"object","additionalProperties":false,"properties":{"provider":{"const":"onnx"},"path":{"type":"string","minLength":1},"access":{"$ref":"#/$defs/AccessList"},"terms":{"$ref":"#/$defs/Terms"},"label":{"type":"string","minLength":1}},"required":["provider","path"]},"OnnxEmbedBinding":{"type":"object","additionalProperties":false,"properties":{"provider":{"const":"onnx-embed"},"path":{"type":"string","minLength":1},"access":{"type":"array","minItems":1,"uniqueItems":true,"items":{"enum":["embeddings","classifier"]}},"pooling":{"enum":["mean","cls"]},"normalize":{"type":"boolean"},"max_tokens":{"type":"integer","minimum":8},"label":{"type":"string","minLength":1}},"required":["provider","path"]},"AccessList":{"type":"array","minItems":1,"uniqueItems":true,"items":{"enum":["chat","completions","logprobs","prompt_logprobs","weights"]}},"SecretName":{"type":"object","additionalProperties":false,"properties":{"env":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_]*$"}},"required":["env"]},"Limits":{"type":"object","additionalProperties":false,"properties":{"requests_per_minute":{"type":"integer","minimum":1},"tokens_per_minute":{"type":"integer","minimum":1},"concurrency":{"type":"integer","minimum":1,"maximum":1024},"timeout_seconds":{"type":"number","exclusiveMinimum":0},"retries":{"type":"integer","minimum":0,"maximum":100},"batch_requests":{"type":"integer","minimum":1,"maximum":100000},"batch_poll_seconds":{"type":"number","exclusiveMinimum":0,"maximum":3600},"scope":{"enum":["model","account"],"default":"model"}}},"Price":{"type":"object","additionalProperties":false,"properties":{"input_usd_per_million":{"type":"number","minimum":0},"cached_input_usd_per_million":{"type":"number","minimum":0},"output_usd_per_million":{"type":"number","minimum":0},"batch_discount":{"type":"number","minimum":0,"maximum":1}},"required":["input_usd_per_million","output_usd_per_million"]},"Terms":{"type":"object","additionalProperties":false,"properties":{"training_on_output":{"enum":["allowed","forbidden","unknown"]},"url":{"type":"string","minLength":1}},"required":["training_on_output"]},"EngineBinding":{"type":"object","additionalProperties":false,"properties":{"mode":{"enum":["embedded"]},"address":{"type":"string","pattern":"^[^\\s:/]+:\\d{1,5}$"},"namespace":{"type":"string","minLength":1},"tls":{"type":["boolean","object"],"additionalProperties":false,"properties":{"ca":{"type":"string","minLength":1},"cert":{"type":"string","minLength":1},"key":{"type":"string","minLength":1},"server_name":{"type":"string","minLength":1}}},"api_key":{"$ref":"#/$defs/SecretName"}}},"StoreBinding":{"type":"object","additionalProperties":false,"properties":{"ledger":{"enum":["file"]},"artifacts":{"enum":["file"]}}},"GpuPool":{"type":"object","additionalProperties":false,"properties":{"slots":{"type":"integer","minimum":1,"default":1}}}}};
const schema21 = {"type":"string","pattern":"^[a-z][a-z0-9-]*$","maxLength":60};
const schema44 = {"type":"object","additionalProperties":false,"minProperties":1,"properties":{"calls":{"type":"integer","minimum":0},"tokens":{"type":"integer","minimum":0},"usd":{"type":"number","minimum":0},"gpu_hours":{"type":"number","minimum":0}}};
const schema22 = {"type":"object","additionalProperties":false,"properties":{"models":{"type":"object","additionalProperties":{"$ref":"#/$defs/ModelBinding"},"propertyNames":{"$ref":"#/$defs/ProjectName"}},"engine":{"$ref":"#/$defs/EngineBinding"},"stores":{"$ref":"#/$defs/StoreBinding"},"hub":{"type":"object","additionalProperties":false,"minProperties":1,"properties":{"endpoint":{"type":"string","pattern":"^https?://[^\\s/]+"},"token":{"$ref":"#/$defs/SecretName"}}},"gpu_pools":{"type":"object","additionalProperties":{"$ref":"#/$defs/GpuPool"},"propertyNames":{"$ref":"#/$defs/ProjectName"}}}};
const schema40 = {"type":"object","additionalProperties":false,"properties":{"ledger":{"enum":["file"]},"artifacts":{"enum":["file"]}}};
const schema27 = {"type":"object","additionalProperties":false,"properties":{"env":{"type":"string","pattern":"^[A-Za-z_][A-Za-z0-9_]*$"}},"required":["env"]};
const schema43 = {"type":"object","additionalProperties":false,"properties":{"slots":{"type":"integer","minimum":1,"default":1}}};
const pattern17 = new RegExp("^https?://[^\\s/]+", "u");
const pattern18 = new RegExp("^[A-Za-z_][A-Za-z0-9_]*$", "u");
const schema24 = {"type":"object","discriminator":{"propertyName":"provider"},"required":["provider"],"oneOf":[{"$ref":"#/$defs/OpenaiBinding"},{"$ref":"#/$defs/TransformersBinding"},{"$ref":"#/$defs/OnnxBinding"},{"$ref":"#/$defs/OnnxEmbedBinding"}]};
const schema37 = {"type":"object","additionalProperties":false,"properties":{"provider":{"const":"onnx-embed"},"path":{"type":"string","minLength":1},"access":{"type":"array","minItems":1,"uniqueItems":true,"items":{"enum":["embeddings","classifier"]}},"pooling":{"enum":["mean","cls"]},"normalize":{"type":"boolean"},"max_tokens":{"type":"integer","minimum":8},"label":{"type":"string","minLength":1}},"required":["provider","path"]};
const schema25 = {"type":"object","additionalProperties":false,"properties":{"provider":{"const":"openai"},"base_url":{"type":"string","pattern":"^https?://[^\\s/]+"},"model":{"type":"string","minLength":1},"revision":{"type":"string","minLength":1},"access":{"$ref":"#/$defs/AccessList"},"api_key":{"$ref":"#/$defs/SecretName"},"limits":{"$ref":"#/$defs/Limits"},"price":{"$ref":"#/$defs/Price"},"terms":{"$ref":"#/$defs/Terms"},"batch":{"type":"boolean"},"structured_output":{"type":"boolean"},"label":{"type":"string","minLength":1},"offline_teacher":{"type":"string","pattern":"^[a-z][a-z0-9-]*$"}},"required":["provider","base_url","model"]};
const schema26 = {"type":"array","minItems":1,"uniqueItems":true,"items":{"enum":["chat","completions","logprobs","prompt_logprobs","weights"]}};
const schema28 = {"type":"object","additionalProperties":false,"properties":{"requests_per_minute":{"type":"integer","minimum":1},"tokens_per_minute":{"type":"integer","minimum":1},"concurrency":{"type":"integer","minimum":1,"maximum":1024},"timeout_seconds":{"type":"number","exclusiveMinimum":0},"retries":{"type":"integer","minimum":0,"maximum":100},"batch_requests":{"type":"integer","minimum":1,"maximum":100000},"batch_poll_seconds":{"type":"number","exclusiveMinimum":0,"maximum":3600},"scope":{"enum":["model","account"],"default":"model"}}};
const schema29 = {"type":"object","additionalProperties":false,"properties":{"input_usd_per_million":{"type":"number","minimum":0},"cached_input_usd_per_million":{"type":"number","minimum":0},"output_usd_per_million":{"type":"number","minimum":0},"batch_discount":{"type":"number","minimum":0,"maximum":1}},"required":["input_usd_per_million","output_usd_per_million"]};
const schema30 = {"type":"object","additionalProperties":false,"properties":{"training_on_output":{"enum":["allowed","forbidden","unknown"]},"url":{"type":"string","minLength":1}},"required":["training_on_output"]};

function validate8(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate8.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((((data.provider === undefined) && (missing0 = "provider")) || ((data.base_url === undefined) && (missing0 = "base_url"))) || ((data.model === undefined) && (missing0 = "model"))){
validate8.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(func0.call(schema25.properties, key0))){
validate8.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.provider !== undefined){
const _errs2 = errors;
if("openai" !== data.provider){
validate8.errors = [{instancePath:instancePath+"/provider",schemaPath:"#/properties/provider/const",keyword:"const",params:{allowedValue: "openai"}}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.base_url !== undefined){
let data1 = data.base_url;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data1 === "string"){
if(!pattern17.test(data1)){
validate8.errors = [{instancePath:instancePath+"/base_url",schemaPath:"#/properties/base_url/pattern",keyword:"pattern",params:{pattern: "^https?://[^\\s/]+"}}];
return false;
}
}
else {
validate8.errors = [{instancePath:instancePath+"/base_url",schemaPath:"#/properties/base_url/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.model !== undefined){
let data2 = data.model;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data2 === "string"){
if(func1(data2) < 1){
validate8.errors = [{instancePath:instancePath+"/model",schemaPath:"#/properties/model/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate8.errors = [{instancePath:instancePath+"/model",schemaPath:"#/properties/model/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.revision !== undefined){
let data3 = data.revision;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data3 === "string"){
if(func1(data3) < 1){
validate8.errors = [{instancePath:instancePath+"/revision",schemaPath:"#/properties/revision/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate8.errors = [{instancePath:instancePath+"/revision",schemaPath:"#/properties/revision/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.access !== undefined){
let data4 = data.access;
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if(Array.isArray(data4)){
if(data4.length < 1){
validate8.errors = [{instancePath:instancePath+"/access",schemaPath:"#/$defs/AccessList/minItems",keyword:"minItems",params:{limit: 1}}];
return false;
}
else {
var valid2 = true;
const len0 = data4.length;
for(let i0=0; i0<len0; i0++){
let data5 = data4[i0];
const _errs12 = errors;
if(!(((((data5 === "chat") || (data5 === "completions")) || (data5 === "logprobs")) || (data5 === "prompt_logprobs")) || (data5 === "weights"))){
validate8.errors = [{instancePath:instancePath+"/access/" + i0,schemaPath:"#/$defs/AccessList/items/enum",keyword:"enum",params:{allowedValues: schema26.items.enum}}];
return false;
}
var valid2 = _errs12 === errors;
if(!valid2){
break;
}
}
if(valid2){
let i1 = data4.length;
let j0;
if(i1 > 1){
outer0:
for(;i1--;){
for(j0 = i1; j0--;){
if(func6(data4[i1], data4[j0])){
validate8.errors = [{instancePath:instancePath+"/access",schemaPath:"#/$defs/AccessList/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0}}];
return false;
break outer0;
}
}
}
}
}
}
}
else {
validate8.errors = [{instancePath:instancePath+"/access",schemaPath:"#/$defs/AccessList/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.api_key !== undefined){
let data6 = data.api_key;
const _errs13 = errors;
const _errs14 = errors;
if(errors === _errs14){
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
let missing1;
if((data6.env === undefined) && (missing1 = "env")){
validate8.errors = [{instancePath:instancePath+"/api_key",schemaPath:"#/$defs/SecretName/required",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
const _errs16 = errors;
for(const key1 in data6){
if(!(key1 === "env")){
validate8.errors = [{instancePath:instancePath+"/api_key",schemaPath:"#/$defs/SecretName/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs16 === errors){
if(data6.env !== undefined){
let data7 = data6.env;
const _errs17 = errors;
if(errors === _errs17){
if(typeof data7 === "string"){
if(!pattern18.test(data7)){
validate8.errors = [{instancePath:instancePath+"/api_key/env",schemaPath:"#/$defs/SecretName/properties/env/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_]*$"}}];
return false;
}
}
else {
validate8.errors = [{instancePath:instancePath+"/api_key/env",schemaPath:"#/$defs/SecretName/properties/env/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
}
}
}
else {
validate8.errors = [{instancePath:instancePath+"/api_key",schemaPath:"#/$defs/SecretName/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.limits !== undefined){
let data8 = data.limits;
const _errs19 = errors;
const _errs20 = errors;
if(errors === _errs20){
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.scope === undefined){
data8.scope = "model";
}
const _errs22 = errors;
for(const key2 in data8){
if(!((((((((key2 === "requests_per_minute") || (key2 === "tokens_per_minute")) || (key2 === "concurrency")) || (key2 === "timeout_seconds")) || (key2 === "retries")) || (key2 === "batch_requests")) || (key2 === "batch_poll_seconds")) || (key2 === "scope"))){
validate8.errors = [{instancePath:instancePath+"/limits",schemaPath:"#/$defs/Limits/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2}}];
return false;
break;
}
}
if(_errs22 === errors){
if(data8.requests_per_minute !== undefined){
let data9 = data8.requests_per_minute;
const _errs23 = errors;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
validate8.errors = [{instancePath:instancePath+"/limits/requests_per_minute",schemaPath:"#/$defs/Limits/properties/requests_per_minute/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs23){
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 < 1 || isNaN(data9)){
validate8.errors = [{instancePath:instancePath+"/limits/requests_per_minute",schemaPath:"#/$defs/Limits/properties/requests_per_minute/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid7 = _errs23 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data8.tokens_per_minute !== undefined){
let data10 = data8.tokens_per_minute;
const _errs25 = errors;
if(!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10)))){
validate8.errors = [{instancePath:instancePath+"/limits/tokens_per_minute",schemaPath:"#/$defs/Limits/properties/tokens_per_minute/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs25){
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 < 1 || isNaN(data10)){
validate8.errors = [{instancePath:instancePath+"/limits/tokens_per_minute",schemaPath:"#/$defs/Limits/properties/tokens_per_minute/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid7 = _errs25 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data8.concurrency !== undefined){
let data11 = data8.concurrency;
const _errs27 = errors;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
validate8.errors = [{instancePath:instancePath+"/limits/concurrency",schemaPath:"#/$defs/Limits/properties/concurrency/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs27){
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 > 1024 || isNaN(data11)){
validate8.errors = [{instancePath:instancePath+"/limits/concurrency",schemaPath:"#/$defs/Limits/properties/concurrency/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1024}}];
return false;
}
else {
if(data11 < 1 || isNaN(data11)){
validate8.errors = [{instancePath:instancePath+"/limits/concurrency",schemaPath:"#/$defs/Limits/properties/concurrency/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
}
var valid7 = _errs27 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data8.timeout_seconds !== undefined){
let data12 = data8.timeout_seconds;
const _errs29 = errors;
if(errors === _errs29){
if((typeof data12 == "number") && (isFinite(data12))){
if(data12 <= 0 || isNaN(data12)){
validate8.errors = [{instancePath:instancePath+"/limits/timeout_seconds",schemaPath:"#/$defs/Limits/properties/timeout_seconds/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0}}];
return false;
}
}
else {
validate8.errors = [{instancePath:instancePath+"/limits/timeout_seconds",schemaPath:"#/$defs/Limits/properties/timeout_seconds/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid7 = _errs29 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data8.retries !== undefined){
let data13 = data8.retries;
const _errs31 = errors;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
validate8.errors = [{instancePath:instancePath+"/limits/retries",schemaPath:"#/$defs/Limits/properties/retries/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs31){
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 > 100 || isNaN(data13)){
validate8.errors = [{instancePath:instancePath+"/limits/retries",schemaPath:"#/$defs/Limits/properties/retries/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100}}];
return false;
}
else {
if(data13 < 0 || isNaN(data13)){
validate8.errors = [{instancePath:instancePath+"/limits/retries",schemaPath:"#/$defs/Limits/properties/retries/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid7 = _errs31 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data8.batch_requests !== undefined){
let data14 = data8.batch_requests;
const _errs33 = errors;
if(!(((typeof data14 == "number") && (!(data14 % 1) && !isNaN(data14))) && (isFinite(data14)))){
validate8.errors = [{instancePath:instancePath+"/limits/batch_requests",schemaPath:"#/$defs/Limits/properties/batch_requests/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs33){
if((typeof data14 == "number") && (isFinite(data14))){
if(data14 > 100000 || isNaN(data14)){
validate8.errors = [{instancePath:instancePath+"/limits/batch_requests",schemaPath:"#/$defs/Limits/properties/batch_requests/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000}}];
return false;
}
else {
if(data14 < 1 || isNaN(data14)){
validate8.errors = [{instancePath:instancePath+"/limits/batch_requests",schemaPath:"#/$defs/Limits/properties/batch_requests/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
}
var valid7 = _errs33 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data8.batch_poll_seconds !== undefined){
let data15 = data8.batch_poll_seconds;
const _errs35 = errors;
if(errors === _errs35){
if((typeof data15 == "number") && (isFinite(data15))){
if(data15 > 3600 || isNaN(data15)){
validate8.errors = [{instancePath:instancePath+"/limits/batch_poll_seconds",schemaPath:"#/$defs/Limits/properties/batch_poll_seconds/maximum",keyword:"maximum",params:{comparison: "<=", limit: 3600}}];
return false;
}
else {
if(data15 <= 0 || isNaN(data15)){
validate8.errors = [{instancePath:instancePath+"/limits/batch_poll_seconds",schemaPath:"#/$defs/Limits/properties/batch_poll_seconds/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0}}];
return false;
}
}
}
else {
validate8.errors = [{instancePath:instancePath+"/limits/batch_poll_seconds",schemaPath:"#/$defs/Limits/properties/batch_poll_seconds/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid7 = _errs35 === errors;
}
else {
var valid7 = true;
}
if(valid7){
let data16 = data8.scope;
const _errs37 = errors;
if(!((data16 === "model") || (data16 === "account"))){
validate8.errors = [{instancePath:instancePath+"/limits/scope",schemaPath:"#/$defs/Limits/properties/scope/enum",keyword:"enum",params:{allowedValues: schema28.properties.scope.enum}}];
return false;
}
var valid7 = _errs37 === errors;
}
}
}
}
}
}
}
}
}
else {
validate8.errors = [{instancePath:instancePath+"/limits",schemaPath:"#/$defs/Limits/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs19 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.price !== undefined){
let data17 = data.price;
const _errs38 = errors;
const _errs39 = errors;
if(errors === _errs39){
if(data17 && typeof data17 == "object" && !Array.isArray(data17)){
let missing2;
if(((data17.input_usd_per_million === undefined) && (missing2 = "input_usd_per_million")) || ((data17.output_usd_per_million === undefined) && (missing2 = "output_usd_per_million"))){
validate8.errors = [{instancePath:instancePath+"/price",schemaPath:"#/$defs/Price/required",keyword:"required",params:{missingProperty: missing2}}];
return false;
}
else {
const _errs41 = errors;
for(const key3 in data17){
if(!((((key3 === "input_usd_per_million") || (key3 === "cached_input_usd_per_million")) || (key3 === "output_usd_per_million")) || (key3 === "batch_discount"))){
validate8.errors = [{instancePath:instancePath+"/price",schemaPath:"#/$defs/Price/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3}}];
return false;
break;
}
}
if(_errs41 === errors){
if(data17.input_usd_per_million !== undefined){
let data18 = data17.input_usd_per_million;
const _errs42 = errors;
if(errors === _errs42){
if((typeof data18 == "number") && (isFinite(data18))){
if(data18 < 0 || isNaN(data18)){
validate8.errors = [{instancePath:instancePath+"/price/input_usd_per_million",schemaPath:"#/$defs/Price/properties/input_usd_per_million/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
else {
validate8.errors = [{instancePath:instancePath+"/price/input_usd_per_million",schemaPath:"#/$defs/Price/properties/input_usd_per_million/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid9 = _errs42 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data17.cached_input_usd_per_million !== undefined){
let data19 = data17.cached_input_usd_per_million;
const _errs44 = errors;
if(errors === _errs44){
if((typeof data19 == "number") && (isFinite(data19))){
if(data19 < 0 || isNaN(data19)){
validate8.errors = [{instancePath:instancePath+"/price/cached_input_usd_per_million",schemaPath:"#/$defs/Price/properties/cached_input_usd_per_million/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
else {
validate8.errors = [{instancePath:instancePath+"/price/cached_input_usd_per_million",schemaPath:"#/$defs/Price/properties/cached_input_usd_per_million/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid9 = _errs44 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data17.output_usd_per_million !== undefined){
let data20 = data17.output_usd_per_million;
const _errs46 = errors;
if(errors === _errs46){
if((typeof data20 == "number") && (isFinite(data20))){
if(data20 < 0 || isNaN(data20)){
validate8.errors = [{instancePath:instancePath+"/price/output_usd_per_million",schemaPath:"#/$defs/Price/properties/output_usd_per_million/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
else {
validate8.errors = [{instancePath:instancePath+"/price/output_usd_per_million",schemaPath:"#/$defs/Price/properties/output_usd_per_million/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid9 = _errs46 === errors;
}
else {
var valid9 = true;
}
if(valid9){
if(data17.batch_discount !== undefined){
let data21 = data17.batch_discount;
const _errs48 = errors;
if(errors === _errs48){
if((typeof data21 == "number") && (isFinite(data21))){
if(data21 > 1 || isNaN(data21)){
validate8.errors = [{instancePath:instancePath+"/price/batch_discount",schemaPath:"#/$defs/Price/properties/batch_discount/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1}}];
return false;
}
else {
if(data21 < 0 || isNaN(data21)){
validate8.errors = [{instancePath:instancePath+"/price/batch_discount",schemaPath:"#/$defs/Price/properties/batch_discount/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
else {
validate8.errors = [{instancePath:instancePath+"/price/batch_discount",schemaPath:"#/$defs/Price/properties/batch_discount/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid9 = _errs48 === errors;
}
else {
var valid9 = true;
}
}
}
}
}
}
}
else {
validate8.errors = [{instancePath:instancePath+"/price",schemaPath:"#/$defs/Price/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs38 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.terms !== undefined){
let data22 = data.terms;
const _errs50 = errors;
const _errs51 = errors;
if(errors === _errs51){
if(data22 && typeof data22 == "object" && !Array.isArray(data22)){
let missing3;
if((data22.training_on_output === undefined) && (missing3 = "training_on_output")){
validate8.errors = [{instancePath:instancePath+"/terms",schemaPath:"#/$defs/Terms/required",keyword:"required",params:{missingProperty: missing3}}];
return false;
}
else {
const _errs53 = errors;
for(const key4 in data22){
if(!((key4 === "training_on_output") || (key4 === "url"))){
validate8.errors = [{instancePath:instancePath+"/terms",schemaPath:"#/$defs/Terms/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4}}];
return false;
break;
}
}
if(_errs53 === errors){
if(data22.training_on_output !== undefined){
let data23 = data22.training_on_output;
const _errs54 = errors;
if(!(((data23 === "allowed") || (data23 === "forbidden")) || (data23 === "unknown"))){
validate8.errors = [{instancePath:instancePath+"/terms/training_on_output",schemaPath:"#/$defs/Terms/properties/training_on_output/enum",keyword:"enum",params:{allowedValues: schema30.properties.training_on_output.enum}}];
return false;
}
var valid11 = _errs54 === errors;
}
else {
var valid11 = true;
}
if(valid11){
if(data22.url !== undefined){
let data24 = data22.url;
const _errs55 = errors;
if(errors === _errs55){
if(typeof data24 === "string"){
if(func1(data24) < 1){
validate8.errors = [{instancePath:instancePath+"/terms/url",schemaPath:"#/$defs/Terms/properties/url/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate8.errors = [{instancePath:instancePath+"/terms/url",schemaPath:"#/$defs/Terms/properties/url/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid11 = _errs55 === errors;
}
else {
var valid11 = true;
}
}
}
}
}
else {
validate8.errors = [{instancePath:instancePath+"/terms",schemaPath:"#/$defs/Terms/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs50 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.batch !== undefined){
const _errs57 = errors;
if(typeof data.batch !== "boolean"){
validate8.errors = [{instancePath:instancePath+"/batch",schemaPath:"#/properties/batch/type",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid0 = _errs57 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.structured_output !== undefined){
const _errs59 = errors;
if(typeof data.structured_output !== "boolean"){
validate8.errors = [{instancePath:instancePath+"/structured_output",schemaPath:"#/properties/structured_output/type",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid0 = _errs59 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.label !== undefined){
let data27 = data.label;
const _errs61 = errors;
if(errors === _errs61){
if(typeof data27 === "string"){
if(func1(data27) < 1){
validate8.errors = [{instancePath:instancePath+"/label",schemaPath:"#/properties/label/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate8.errors = [{instancePath:instancePath+"/label",schemaPath:"#/properties/label/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs61 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.offline_teacher !== undefined){
let data28 = data.offline_teacher;
const _errs63 = errors;
if(errors === _errs63){
if(typeof data28 === "string"){
if(!pattern3.test(data28)){
validate8.errors = [{instancePath:instancePath+"/offline_teacher",schemaPath:"#/properties/offline_teacher/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9-]*$"}}];
return false;
}
}
else {
validate8.errors = [{instancePath:instancePath+"/offline_teacher",schemaPath:"#/properties/offline_teacher/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs63 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate8.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate8.errors = vErrors;
return errors === 0;
}
validate8.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema31 = {"type":"object","additionalProperties":false,"properties":{"provider":{"const":"transformers"},"path":{"type":"string","minLength":1},"tokenizer":{"type":"object","additionalProperties":false,"properties":{"vocab_size":{"type":"integer","minimum":260},"train_on":{"type":"array","minItems":1,"items":{"type":"string","minLength":1}}},"required":["vocab_size","train_on"]},"access":{"$ref":"#/$defs/AccessList"},"terms":{"$ref":"#/$defs/Terms"},"label":{"type":"string","minLength":1}},"required":["provider","path"]};

function validate9(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate9.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.provider === undefined) && (missing0 = "provider")) || ((data.path === undefined) && (missing0 = "path"))){
validate9.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!((((((key0 === "provider") || (key0 === "path")) || (key0 === "tokenizer")) || (key0 === "access")) || (key0 === "terms")) || (key0 === "label"))){
validate9.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.provider !== undefined){
const _errs2 = errors;
if("transformers" !== data.provider){
validate9.errors = [{instancePath:instancePath+"/provider",schemaPath:"#/properties/provider/const",keyword:"const",params:{allowedValue: "transformers"}}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.path !== undefined){
let data1 = data.path;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data1 === "string"){
if(func1(data1) < 1){
validate9.errors = [{instancePath:instancePath+"/path",schemaPath:"#/properties/path/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate9.errors = [{instancePath:instancePath+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.tokenizer !== undefined){
let data2 = data.tokenizer;
const _errs5 = errors;
if(errors === _errs5){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
let missing1;
if(((data2.vocab_size === undefined) && (missing1 = "vocab_size")) || ((data2.train_on === undefined) && (missing1 = "train_on"))){
validate9.errors = [{instancePath:instancePath+"/tokenizer",schemaPath:"#/properties/tokenizer/required",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
const _errs7 = errors;
for(const key1 in data2){
if(!((key1 === "vocab_size") || (key1 === "train_on"))){
validate9.errors = [{instancePath:instancePath+"/tokenizer",schemaPath:"#/properties/tokenizer/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs7 === errors){
if(data2.vocab_size !== undefined){
let data3 = data2.vocab_size;
const _errs8 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate9.errors = [{instancePath:instancePath+"/tokenizer/vocab_size",schemaPath:"#/properties/tokenizer/properties/vocab_size/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs8){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 < 260 || isNaN(data3)){
validate9.errors = [{instancePath:instancePath+"/tokenizer/vocab_size",schemaPath:"#/properties/tokenizer/properties/vocab_size/minimum",keyword:"minimum",params:{comparison: ">=", limit: 260}}];
return false;
}
}
}
var valid1 = _errs8 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data2.train_on !== undefined){
let data4 = data2.train_on;
const _errs10 = errors;
if(errors === _errs10){
if(Array.isArray(data4)){
if(data4.length < 1){
validate9.errors = [{instancePath:instancePath+"/tokenizer/train_on",schemaPath:"#/properties/tokenizer/properties/train_on/minItems",keyword:"minItems",params:{limit: 1}}];
return false;
}
else {
var valid2 = true;
const len0 = data4.length;
for(let i0=0; i0<len0; i0++){
let data5 = data4[i0];
const _errs12 = errors;
if(errors === _errs12){
if(typeof data5 === "string"){
if(func1(data5) < 1){
validate9.errors = [{instancePath:instancePath+"/tokenizer/train_on/" + i0,schemaPath:"#/properties/tokenizer/properties/train_on/items/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate9.errors = [{instancePath:instancePath+"/tokenizer/train_on/" + i0,schemaPath:"#/properties/tokenizer/properties/train_on/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid2 = _errs12 === errors;
if(!valid2){
break;
}
}
}
}
else {
validate9.errors = [{instancePath:instancePath+"/tokenizer/train_on",schemaPath:"#/properties/tokenizer/properties/train_on/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid1 = _errs10 === errors;
}
else {
var valid1 = true;
}
}
}
}
}
else {
validate9.errors = [{instancePath:instancePath+"/tokenizer",schemaPath:"#/properties/tokenizer/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.access !== undefined){
let data6 = data.access;
const _errs14 = errors;
const _errs15 = errors;
if(errors === _errs15){
if(Array.isArray(data6)){
if(data6.length < 1){
validate9.errors = [{instancePath:instancePath+"/access",schemaPath:"#/$defs/AccessList/minItems",keyword:"minItems",params:{limit: 1}}];
return false;
}
else {
var valid4 = true;
const len1 = data6.length;
for(let i1=0; i1<len1; i1++){
let data7 = data6[i1];
const _errs17 = errors;
if(!(((((data7 === "chat") || (data7 === "completions")) || (data7 === "logprobs")) || (data7 === "prompt_logprobs")) || (data7 === "weights"))){
validate9.errors = [{instancePath:instancePath+"/access/" + i1,schemaPath:"#/$defs/AccessList/items/enum",keyword:"enum",params:{allowedValues: schema26.items.enum}}];
return false;
}
var valid4 = _errs17 === errors;
if(!valid4){
break;
}
}
if(valid4){
let i2 = data6.length;
let j0;
if(i2 > 1){
outer0:
for(;i2--;){
for(j0 = i2; j0--;){
if(func6(data6[i2], data6[j0])){
validate9.errors = [{instancePath:instancePath+"/access",schemaPath:"#/$defs/AccessList/uniqueItems",keyword:"uniqueItems",params:{i: i2, j: j0}}];
return false;
break outer0;
}
}
}
}
}
}
}
else {
validate9.errors = [{instancePath:instancePath+"/access",schemaPath:"#/$defs/AccessList/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.terms !== undefined){
let data8 = data.terms;
const _errs18 = errors;
const _errs19 = errors;
if(errors === _errs19){
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
let missing2;
if((data8.training_on_output === undefined) && (missing2 = "training_on_output")){
validate9.errors = [{instancePath:instancePath+"/terms",schemaPath:"#/$defs/Terms/required",keyword:"required",params:{missingProperty: missing2}}];
return false;
}
else {
const _errs21 = errors;
for(const key2 in data8){
if(!((key2 === "training_on_output") || (key2 === "url"))){
validate9.errors = [{instancePath:instancePath+"/terms",schemaPath:"#/$defs/Terms/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2}}];
return false;
break;
}
}
if(_errs21 === errors){
if(data8.training_on_output !== undefined){
let data9 = data8.training_on_output;
const _errs22 = errors;
if(!(((data9 === "allowed") || (data9 === "forbidden")) || (data9 === "unknown"))){
validate9.errors = [{instancePath:instancePath+"/terms/training_on_output",schemaPath:"#/$defs/Terms/properties/training_on_output/enum",keyword:"enum",params:{allowedValues: schema30.properties.training_on_output.enum}}];
return false;
}
var valid7 = _errs22 === errors;
}
else {
var valid7 = true;
}
if(valid7){
if(data8.url !== undefined){
let data10 = data8.url;
const _errs23 = errors;
if(errors === _errs23){
if(typeof data10 === "string"){
if(func1(data10) < 1){
validate9.errors = [{instancePath:instancePath+"/terms/url",schemaPath:"#/$defs/Terms/properties/url/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate9.errors = [{instancePath:instancePath+"/terms/url",schemaPath:"#/$defs/Terms/properties/url/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid7 = _errs23 === errors;
}
else {
var valid7 = true;
}
}
}
}
}
else {
validate9.errors = [{instancePath:instancePath+"/terms",schemaPath:"#/$defs/Terms/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.label !== undefined){
let data11 = data.label;
const _errs25 = errors;
if(errors === _errs25){
if(typeof data11 === "string"){
if(func1(data11) < 1){
validate9.errors = [{instancePath:instancePath+"/label",schemaPath:"#/properties/label/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate9.errors = [{instancePath:instancePath+"/label",schemaPath:"#/properties/label/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs25 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
else {
validate9.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate9.errors = vErrors;
return errors === 0;
}
validate9.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

const schema34 = {"type":"object","additionalProperties":false,"properties":{"provider":{"const":"onnx"},"path":{"type":"string","minLength":1},"access":{"$ref":"#/$defs/AccessList"},"terms":{"$ref":"#/$defs/Terms"},"label":{"type":"string","minLength":1}},"required":["provider","path"]};

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate10.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.provider === undefined) && (missing0 = "provider")) || ((data.path === undefined) && (missing0 = "path"))){
validate10.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(((((key0 === "provider") || (key0 === "path")) || (key0 === "access")) || (key0 === "terms")) || (key0 === "label"))){
validate10.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.provider !== undefined){
const _errs2 = errors;
if("onnx" !== data.provider){
validate10.errors = [{instancePath:instancePath+"/provider",schemaPath:"#/properties/provider/const",keyword:"const",params:{allowedValue: "onnx"}}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.path !== undefined){
let data1 = data.path;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data1 === "string"){
if(func1(data1) < 1){
validate10.errors = [{instancePath:instancePath+"/path",schemaPath:"#/properties/path/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/path",schemaPath:"#/properties/path/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.access !== undefined){
let data2 = data.access;
const _errs5 = errors;
const _errs6 = errors;
if(errors === _errs6){
if(Array.isArray(data2)){
if(data2.length < 1){
validate10.errors = [{instancePath:instancePath+"/access",schemaPath:"#/$defs/AccessList/minItems",keyword:"minItems",params:{limit: 1}}];
return false;
}
else {
var valid2 = true;
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
const _errs8 = errors;
if(!(((((data3 === "chat") || (data3 === "completions")) || (data3 === "logprobs")) || (data3 === "prompt_logprobs")) || (data3 === "weights"))){
validate10.errors = [{instancePath:instancePath+"/access/" + i0,schemaPath:"#/$defs/AccessList/items/enum",keyword:"enum",params:{allowedValues: schema26.items.enum}}];
return false;
}
var valid2 = _errs8 === errors;
if(!valid2){
break;
}
}
if(valid2){
let i1 = data2.length;
let j0;
if(i1 > 1){
outer0:
for(;i1--;){
for(j0 = i1; j0--;){
if(func6(data2[i1], data2[j0])){
validate10.errors = [{instancePath:instancePath+"/access",schemaPath:"#/$defs/AccessList/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0}}];
return false;
break outer0;
}
}
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/access",schemaPath:"#/$defs/AccessList/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.terms !== undefined){
let data4 = data.terms;
const _errs9 = errors;
const _errs10 = errors;
if(errors === _errs10){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
let missing1;
if((data4.training_on_output === undefined) && (missing1 = "training_on_output")){
validate10.errors = [{instancePath:instancePath+"/terms",schemaPath:"#/$defs/Terms/required",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
const _errs12 = errors;
for(const key1 in data4){
if(!((key1 === "training_on_output") || (key1 === "url"))){
validate10.errors = [{instancePath:instancePath+"/terms",schemaPath:"#/$defs/Terms/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs12 === errors){
if(data4.training_on_output !== undefined){
let data5 = data4.training_on_output;
const _errs13 = errors;
if(!(((data5 === "allowed") || (data5 === "forbidden")) || (data5 === "unknown"))){
validate10.errors = [{instancePath:instancePath+"/terms/training_on_output",schemaPath:"#/$defs/Terms/properties/training_on_output/enum",keyword:"enum",params:{allowedValues: schema30.properties.training_on_output.enum}}];
return false;
}
var valid5 = _errs13 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data4.url !== undefined){
let data6 = data4.url;
const _errs14 = errors;
if(errors === _errs14){
if(typeof data6 === "string"){
if(func1(data6) < 1){
validate10.errors = [{instancePath:instancePath+"/terms/url",schemaPath:"#/$defs/Terms/properties/url/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/terms/url",schemaPath:"#/$defs/Terms/properties/url/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid5 = _errs14 === errors;
}
else {
var valid5 = true;
}
}
}
}
}
else {
validate10.errors = [{instancePath:instancePath+"/terms",schemaPath:"#/$defs/Terms/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.label !== undefined){
let data7 = data.label;
const _errs16 = errors;
if(errors === _errs16){
if(typeof data7 === "string"){
if(func1(data7) < 1){
validate10.errors = [{instancePath:instancePath+"/label",schemaPath:"#/properties/label/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate10.errors = [{instancePath:instancePath+"/label",schemaPath:"#/properties/label/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
else {
validate10.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate10.errors = vErrors;
return errors === 0;
}
validate10.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate7(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate7.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.provider === undefined) && (missing0 = "provider")){
validate7.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const tag0 = data.provider;
if(typeof tag0 == "string"){
if(tag0 === "openai"){
if(!(validate8(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate8.errors : vErrors.concat(validate8.errors);
errors = vErrors.length;
}
var props0 = true;
}
else if(tag0 === "transformers"){
if(!(validate9(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate9.errors : vErrors.concat(validate9.errors);
errors = vErrors.length;
}
if(props0 !== true){
props0 = true;
}
}
else if(tag0 === "onnx"){
if(!(validate10(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate10.errors : vErrors.concat(validate10.errors);
errors = vErrors.length;
}
if(props0 !== true){
props0 = true;
}
}
else if(tag0 === "onnx-embed"){
const _errs6 = errors;
if(errors === _errs6){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing1;
if(((data.provider === undefined) && (missing1 = "provider")) || ((data.path === undefined) && (missing1 = "path"))){
validate7.errors = [{instancePath,schemaPath:"#/$defs/OnnxEmbedBinding/required",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
const _errs8 = errors;
for(const key0 in data){
if(!(((((((key0 === "provider") || (key0 === "path")) || (key0 === "access")) || (key0 === "pooling")) || (key0 === "normalize")) || (key0 === "max_tokens")) || (key0 === "label"))){
validate7.errors = [{instancePath,schemaPath:"#/$defs/OnnxEmbedBinding/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs8 === errors){
if(data.provider !== undefined){
const _errs9 = errors;
if("onnx-embed" !== data.provider){
validate7.errors = [{instancePath:instancePath+"/provider",schemaPath:"#/$defs/OnnxEmbedBinding/properties/provider/const",keyword:"const",params:{allowedValue: "onnx-embed"}}];
return false;
}
var valid6 = _errs9 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data.path !== undefined){
let data1 = data.path;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data1 === "string"){
if(func1(data1) < 1){
validate7.errors = [{instancePath:instancePath+"/path",schemaPath:"#/$defs/OnnxEmbedBinding/properties/path/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate7.errors = [{instancePath:instancePath+"/path",schemaPath:"#/$defs/OnnxEmbedBinding/properties/path/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid6 = _errs10 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data.access !== undefined){
let data2 = data.access;
const _errs12 = errors;
if(errors === _errs12){
if(Array.isArray(data2)){
if(data2.length < 1){
validate7.errors = [{instancePath:instancePath+"/access",schemaPath:"#/$defs/OnnxEmbedBinding/properties/access/minItems",keyword:"minItems",params:{limit: 1}}];
return false;
}
else {
var valid7 = true;
const len0 = data2.length;
for(let i0=0; i0<len0; i0++){
let data3 = data2[i0];
const _errs14 = errors;
if(!((data3 === "embeddings") || (data3 === "classifier"))){
validate7.errors = [{instancePath:instancePath+"/access/" + i0,schemaPath:"#/$defs/OnnxEmbedBinding/properties/access/items/enum",keyword:"enum",params:{allowedValues: schema37.properties.access.items.enum}}];
return false;
}
var valid7 = _errs14 === errors;
if(!valid7){
break;
}
}
if(valid7){
let i1 = data2.length;
let j0;
if(i1 > 1){
outer0:
for(;i1--;){
for(j0 = i1; j0--;){
if(func6(data2[i1], data2[j0])){
validate7.errors = [{instancePath:instancePath+"/access",schemaPath:"#/$defs/OnnxEmbedBinding/properties/access/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0}}];
return false;
break outer0;
}
}
}
}
}
}
}
else {
validate7.errors = [{instancePath:instancePath+"/access",schemaPath:"#/$defs/OnnxEmbedBinding/properties/access/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid6 = _errs12 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data.pooling !== undefined){
let data4 = data.pooling;
const _errs15 = errors;
if(!((data4 === "mean") || (data4 === "cls"))){
validate7.errors = [{instancePath:instancePath+"/pooling",schemaPath:"#/$defs/OnnxEmbedBinding/properties/pooling/enum",keyword:"enum",params:{allowedValues: schema37.properties.pooling.enum}}];
return false;
}
var valid6 = _errs15 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data.normalize !== undefined){
const _errs16 = errors;
if(typeof data.normalize !== "boolean"){
validate7.errors = [{instancePath:instancePath+"/normalize",schemaPath:"#/$defs/OnnxEmbedBinding/properties/normalize/type",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid6 = _errs16 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data.max_tokens !== undefined){
let data6 = data.max_tokens;
const _errs18 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate7.errors = [{instancePath:instancePath+"/max_tokens",schemaPath:"#/$defs/OnnxEmbedBinding/properties/max_tokens/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs18){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 < 8 || isNaN(data6)){
validate7.errors = [{instancePath:instancePath+"/max_tokens",schemaPath:"#/$defs/OnnxEmbedBinding/properties/max_tokens/minimum",keyword:"minimum",params:{comparison: ">=", limit: 8}}];
return false;
}
}
}
var valid6 = _errs18 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data.label !== undefined){
let data7 = data.label;
const _errs20 = errors;
if(errors === _errs20){
if(typeof data7 === "string"){
if(func1(data7) < 1){
validate7.errors = [{instancePath:instancePath+"/label",schemaPath:"#/$defs/OnnxEmbedBinding/properties/label/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate7.errors = [{instancePath:instancePath+"/label",schemaPath:"#/$defs/OnnxEmbedBinding/properties/label/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid6 = _errs20 === errors;
}
else {
var valid6 = true;
}
}
}
}
}
}
}
}
}
}
else {
validate7.errors = [{instancePath,schemaPath:"#/$defs/OnnxEmbedBinding/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
if(props0 !== true){
props0 = true;
}
}
else {
validate7.errors = [{instancePath,schemaPath:"#/discriminator",keyword:"discriminator",params:{error: "mapping", tag: "provider", tagValue: tag0}}];
return false;
}
}
else {
validate7.errors = [{instancePath,schemaPath:"#/discriminator",keyword:"discriminator",params:{error: "tag", tag: "provider", tagValue: tag0}}];
return false;
}
}
}
else {
validate7.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate7.errors = vErrors;
evaluated0.props = props0;
return errors === 0;
}
validate7.evaluated = {"dynamicProps":true,"dynamicItems":false};

const schema38 = {"type":"object","additionalProperties":false,"properties":{"mode":{"enum":["embedded"]},"address":{"type":"string","pattern":"^[^\\s:/]+:\\d{1,5}$"},"namespace":{"type":"string","minLength":1},"tls":{"type":["boolean","object"],"additionalProperties":false,"properties":{"ca":{"type":"string","minLength":1},"cert":{"type":"string","minLength":1},"key":{"type":"string","minLength":1},"server_name":{"type":"string","minLength":1}}},"api_key":{"$ref":"#/$defs/SecretName"}}};
const pattern20 = new RegExp("^[^\\s:/]+:\\d{1,5}$", "u");

function validate15(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate15.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!(((((key0 === "mode") || (key0 === "address")) || (key0 === "namespace")) || (key0 === "tls")) || (key0 === "api_key"))){
validate15.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.mode !== undefined){
const _errs2 = errors;
if(!(data.mode === "embedded")){
validate15.errors = [{instancePath:instancePath+"/mode",schemaPath:"#/properties/mode/enum",keyword:"enum",params:{allowedValues: schema38.properties.mode.enum}}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.address !== undefined){
let data1 = data.address;
const _errs3 = errors;
if(errors === _errs3){
if(typeof data1 === "string"){
if(!pattern20.test(data1)){
validate15.errors = [{instancePath:instancePath+"/address",schemaPath:"#/properties/address/pattern",keyword:"pattern",params:{pattern: "^[^\\s:/]+:\\d{1,5}$"}}];
return false;
}
}
else {
validate15.errors = [{instancePath:instancePath+"/address",schemaPath:"#/properties/address/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.namespace !== undefined){
let data2 = data.namespace;
const _errs5 = errors;
if(errors === _errs5){
if(typeof data2 === "string"){
if(func1(data2) < 1){
validate15.errors = [{instancePath:instancePath+"/namespace",schemaPath:"#/properties/namespace/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate15.errors = [{instancePath:instancePath+"/namespace",schemaPath:"#/properties/namespace/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.tls !== undefined){
let data3 = data.tls;
const _errs7 = errors;
if((typeof data3 !== "boolean") && (!(data3 && typeof data3 == "object" && !Array.isArray(data3)))){
validate15.errors = [{instancePath:instancePath+"/tls",schemaPath:"#/properties/tls/type",keyword:"type",params:{type: schema38.properties.tls.type}}];
return false;
}
if(errors === _errs7){
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
const _errs9 = errors;
for(const key1 in data3){
if(!((((key1 === "ca") || (key1 === "cert")) || (key1 === "key")) || (key1 === "server_name"))){
validate15.errors = [{instancePath:instancePath+"/tls",schemaPath:"#/properties/tls/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs9 === errors){
if(data3.ca !== undefined){
let data4 = data3.ca;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data4 === "string"){
if(func1(data4) < 1){
validate15.errors = [{instancePath:instancePath+"/tls/ca",schemaPath:"#/properties/tls/properties/ca/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate15.errors = [{instancePath:instancePath+"/tls/ca",schemaPath:"#/properties/tls/properties/ca/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid1 = _errs10 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data3.cert !== undefined){
let data5 = data3.cert;
const _errs12 = errors;
if(errors === _errs12){
if(typeof data5 === "string"){
if(func1(data5) < 1){
validate15.errors = [{instancePath:instancePath+"/tls/cert",schemaPath:"#/properties/tls/properties/cert/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate15.errors = [{instancePath:instancePath+"/tls/cert",schemaPath:"#/properties/tls/properties/cert/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid1 = _errs12 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data3.key !== undefined){
let data6 = data3.key;
const _errs14 = errors;
if(errors === _errs14){
if(typeof data6 === "string"){
if(func1(data6) < 1){
validate15.errors = [{instancePath:instancePath+"/tls/key",schemaPath:"#/properties/tls/properties/key/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate15.errors = [{instancePath:instancePath+"/tls/key",schemaPath:"#/properties/tls/properties/key/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid1 = _errs14 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data3.server_name !== undefined){
let data7 = data3.server_name;
const _errs16 = errors;
if(errors === _errs16){
if(typeof data7 === "string"){
if(func1(data7) < 1){
validate15.errors = [{instancePath:instancePath+"/tls/server_name",schemaPath:"#/properties/tls/properties/server_name/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate15.errors = [{instancePath:instancePath+"/tls/server_name",schemaPath:"#/properties/tls/properties/server_name/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid1 = _errs16 === errors;
}
else {
var valid1 = true;
}
}
}
}
}
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.api_key !== undefined){
let data8 = data.api_key;
const _errs18 = errors;
const _errs19 = errors;
if(errors === _errs19){
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
let missing0;
if((data8.env === undefined) && (missing0 = "env")){
validate15.errors = [{instancePath:instancePath+"/api_key",schemaPath:"#/$defs/SecretName/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs21 = errors;
for(const key2 in data8){
if(!(key2 === "env")){
validate15.errors = [{instancePath:instancePath+"/api_key",schemaPath:"#/$defs/SecretName/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2}}];
return false;
break;
}
}
if(_errs21 === errors){
if(data8.env !== undefined){
let data9 = data8.env;
const _errs22 = errors;
if(errors === _errs22){
if(typeof data9 === "string"){
if(!pattern18.test(data9)){
validate15.errors = [{instancePath:instancePath+"/api_key/env",schemaPath:"#/$defs/SecretName/properties/env/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_]*$"}}];
return false;
}
}
else {
validate15.errors = [{instancePath:instancePath+"/api_key/env",schemaPath:"#/$defs/SecretName/properties/env/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
}
}
}
else {
validate15.errors = [{instancePath:instancePath+"/api_key",schemaPath:"#/$defs/SecretName/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
else {
validate15.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate15.errors = vErrors;
return errors === 0;
}
validate15.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate6(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate6.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
const _errs1 = errors;
for(const key0 in data){
if(!(((((key0 === "models") || (key0 === "engine")) || (key0 === "stores")) || (key0 === "hub")) || (key0 === "gpu_pools"))){
validate6.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.models !== undefined){
let data0 = data.models;
const _errs2 = errors;
if(errors === _errs2){
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
for(const key1 in data0){
const _errs4 = errors;
const _errs5 = errors;
if(errors === _errs5){
if(typeof key1 === "string"){
if(func1(key1) > 60){
const err0 = {instancePath:instancePath+"/models",schemaPath:"#/$defs/ProjectName/maxLength",keyword:"maxLength",params:{limit: 60},propertyName:key1};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
else {
if(!pattern3.test(key1)){
const err1 = {instancePath:instancePath+"/models",schemaPath:"#/$defs/ProjectName/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9-]*$"},propertyName:key1};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
}
else {
const err2 = {instancePath:instancePath+"/models",schemaPath:"#/$defs/ProjectName/type",keyword:"type",params:{type: "string"},propertyName:key1};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
var valid1 = _errs4 === errors;
if(!valid1){
const err3 = {instancePath:instancePath+"/models",schemaPath:"#/properties/models/propertyNames",keyword:"propertyNames",params:{propertyName: key1}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
validate6.errors = vErrors;
return false;
break;
}
}
if(valid1){
for(const key2 in data0){
const _errs8 = errors;
if(!(validate7(data0[key2], {instancePath:instancePath+"/models/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data0,parentDataProperty:key2,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate7.errors : vErrors.concat(validate7.errors);
errors = vErrors.length;
}
var valid3 = _errs8 === errors;
if(!valid3){
break;
}
}
}
}
else {
validate6.errors = [{instancePath:instancePath+"/models",schemaPath:"#/properties/models/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.engine !== undefined){
const _errs9 = errors;
if(!(validate15(data.engine, {instancePath:instancePath+"/engine",parentData:data,parentDataProperty:"engine",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate15.errors : vErrors.concat(validate15.errors);
errors = vErrors.length;
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.stores !== undefined){
let data3 = data.stores;
const _errs10 = errors;
const _errs11 = errors;
if(errors === _errs11){
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
const _errs13 = errors;
for(const key3 in data3){
if(!((key3 === "ledger") || (key3 === "artifacts"))){
validate6.errors = [{instancePath:instancePath+"/stores",schemaPath:"#/$defs/StoreBinding/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3}}];
return false;
break;
}
}
if(_errs13 === errors){
if(data3.ledger !== undefined){
const _errs14 = errors;
if(!(data3.ledger === "file")){
validate6.errors = [{instancePath:instancePath+"/stores/ledger",schemaPath:"#/$defs/StoreBinding/properties/ledger/enum",keyword:"enum",params:{allowedValues: schema40.properties.ledger.enum}}];
return false;
}
var valid5 = _errs14 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data3.artifacts !== undefined){
const _errs15 = errors;
if(!(data3.artifacts === "file")){
validate6.errors = [{instancePath:instancePath+"/stores/artifacts",schemaPath:"#/$defs/StoreBinding/properties/artifacts/enum",keyword:"enum",params:{allowedValues: schema40.properties.artifacts.enum}}];
return false;
}
var valid5 = _errs15 === errors;
}
else {
var valid5 = true;
}
}
}
}
else {
validate6.errors = [{instancePath:instancePath+"/stores",schemaPath:"#/$defs/StoreBinding/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.hub !== undefined){
let data6 = data.hub;
const _errs16 = errors;
if(errors === _errs16){
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
if(Object.keys(data6).length < 1){
validate6.errors = [{instancePath:instancePath+"/hub",schemaPath:"#/properties/hub/minProperties",keyword:"minProperties",params:{limit: 1}}];
return false;
}
else {
const _errs18 = errors;
for(const key4 in data6){
if(!((key4 === "endpoint") || (key4 === "token"))){
validate6.errors = [{instancePath:instancePath+"/hub",schemaPath:"#/properties/hub/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4}}];
return false;
break;
}
}
if(_errs18 === errors){
if(data6.endpoint !== undefined){
let data7 = data6.endpoint;
const _errs19 = errors;
if(errors === _errs19){
if(typeof data7 === "string"){
if(!pattern17.test(data7)){
validate6.errors = [{instancePath:instancePath+"/hub/endpoint",schemaPath:"#/properties/hub/properties/endpoint/pattern",keyword:"pattern",params:{pattern: "^https?://[^\\s/]+"}}];
return false;
}
}
else {
validate6.errors = [{instancePath:instancePath+"/hub/endpoint",schemaPath:"#/properties/hub/properties/endpoint/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid6 = _errs19 === errors;
}
else {
var valid6 = true;
}
if(valid6){
if(data6.token !== undefined){
let data8 = data6.token;
const _errs21 = errors;
const _errs22 = errors;
if(errors === _errs22){
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
let missing0;
if((data8.env === undefined) && (missing0 = "env")){
validate6.errors = [{instancePath:instancePath+"/hub/token",schemaPath:"#/$defs/SecretName/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs24 = errors;
for(const key5 in data8){
if(!(key5 === "env")){
validate6.errors = [{instancePath:instancePath+"/hub/token",schemaPath:"#/$defs/SecretName/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key5}}];
return false;
break;
}
}
if(_errs24 === errors){
if(data8.env !== undefined){
let data9 = data8.env;
const _errs25 = errors;
if(errors === _errs25){
if(typeof data9 === "string"){
if(!pattern18.test(data9)){
validate6.errors = [{instancePath:instancePath+"/hub/token/env",schemaPath:"#/$defs/SecretName/properties/env/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][A-Za-z0-9_]*$"}}];
return false;
}
}
else {
validate6.errors = [{instancePath:instancePath+"/hub/token/env",schemaPath:"#/$defs/SecretName/properties/env/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
}
}
}
else {
validate6.errors = [{instancePath:instancePath+"/hub/token",schemaPath:"#/$defs/SecretName/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid6 = _errs21 === errors;
}
else {
var valid6 = true;
}
}
}
}
}
else {
validate6.errors = [{instancePath:instancePath+"/hub",schemaPath:"#/properties/hub/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.gpu_pools !== undefined){
let data10 = data.gpu_pools;
const _errs27 = errors;
if(errors === _errs27){
if(data10 && typeof data10 == "object" && !Array.isArray(data10)){
for(const key6 in data10){
const _errs29 = errors;
const _errs30 = errors;
if(errors === _errs30){
if(typeof key6 === "string"){
if(func1(key6) > 60){
const err4 = {instancePath:instancePath+"/gpu_pools",schemaPath:"#/$defs/ProjectName/maxLength",keyword:"maxLength",params:{limit: 60},propertyName:key6};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
else {
if(!pattern3.test(key6)){
const err5 = {instancePath:instancePath+"/gpu_pools",schemaPath:"#/$defs/ProjectName/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9-]*$"},propertyName:key6};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
}
}
}
else {
const err6 = {instancePath:instancePath+"/gpu_pools",schemaPath:"#/$defs/ProjectName/type",keyword:"type",params:{type: "string"},propertyName:key6};
if(vErrors === null){
vErrors = [err6];
}
else {
vErrors.push(err6);
}
errors++;
}
}
var valid9 = _errs29 === errors;
if(!valid9){
const err7 = {instancePath:instancePath+"/gpu_pools",schemaPath:"#/properties/gpu_pools/propertyNames",keyword:"propertyNames",params:{propertyName: key6}};
if(vErrors === null){
vErrors = [err7];
}
else {
vErrors.push(err7);
}
errors++;
validate6.errors = vErrors;
return false;
break;
}
}
if(valid9){
for(const key7 in data10){
let data11 = data10[key7];
const _errs33 = errors;
const _errs34 = errors;
if(errors === _errs34){
if(data11 && typeof data11 == "object" && !Array.isArray(data11)){
if(data11.slots === undefined){
data11.slots = 1;
}
const _errs36 = errors;
for(const key8 in data11){
if(!(key8 === "slots")){
validate6.errors = [{instancePath:instancePath+"/gpu_pools/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/GpuPool/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key8}}];
return false;
break;
}
}
if(_errs36 === errors){
let data12 = data11.slots;
const _errs37 = errors;
if(!(((typeof data12 == "number") && (!(data12 % 1) && !isNaN(data12))) && (isFinite(data12)))){
validate6.errors = [{instancePath:instancePath+"/gpu_pools/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/slots",schemaPath:"#/$defs/GpuPool/properties/slots/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs37){
if((typeof data12 == "number") && (isFinite(data12))){
if(data12 < 1 || isNaN(data12)){
validate6.errors = [{instancePath:instancePath+"/gpu_pools/" + key7.replace(/~/g, "~0").replace(/\//g, "~1")+"/slots",schemaPath:"#/$defs/GpuPool/properties/slots/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
}
}
else {
validate6.errors = [{instancePath:instancePath+"/gpu_pools/" + key7.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/GpuPool/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid11 = _errs33 === errors;
if(!valid11){
break;
}
}
}
}
else {
validate6.errors = [{instancePath:instancePath+"/gpu_pools",schemaPath:"#/properties/gpu_pools/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs27 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
else {
validate6.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate6.errors = vErrors;
return errors === 0;
}
validate6.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};


function validate5(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="https://limbeck.dev/schemas/project.schema.json" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate5.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if(((data.limbeck === undefined) && (missing0 = "limbeck")) || ((data.profiles === undefined) && (missing0 = "profiles"))){
validate5.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(((key0 === "limbeck") || (key0 === "profiles")) || (key0 === "budget"))){
validate5.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.limbeck !== undefined){
const _errs2 = errors;
if(1 !== data.limbeck){
validate5.errors = [{instancePath:instancePath+"/limbeck",schemaPath:"#/properties/limbeck/const",keyword:"const",params:{allowedValue: 1}}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.profiles !== undefined){
let data1 = data.profiles;
const _errs3 = errors;
if(errors === _errs3){
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if(Object.keys(data1).length < 1){
validate5.errors = [{instancePath:instancePath+"/profiles",schemaPath:"#/properties/profiles/minProperties",keyword:"minProperties",params:{limit: 1}}];
return false;
}
else {
for(const key1 in data1){
const _errs5 = errors;
const _errs6 = errors;
if(errors === _errs6){
if(typeof key1 === "string"){
if(func1(key1) > 60){
const err0 = {instancePath:instancePath+"/profiles",schemaPath:"#/$defs/ProjectName/maxLength",keyword:"maxLength",params:{limit: 60},propertyName:key1};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
else {
if(!pattern3.test(key1)){
const err1 = {instancePath:instancePath+"/profiles",schemaPath:"#/$defs/ProjectName/pattern",keyword:"pattern",params:{pattern: "^[a-z][a-z0-9-]*$"},propertyName:key1};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
}
}
else {
const err2 = {instancePath:instancePath+"/profiles",schemaPath:"#/$defs/ProjectName/type",keyword:"type",params:{type: "string"},propertyName:key1};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
var valid1 = _errs5 === errors;
if(!valid1){
const err3 = {instancePath:instancePath+"/profiles",schemaPath:"#/properties/profiles/propertyNames",keyword:"propertyNames",params:{propertyName: key1}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
validate5.errors = vErrors;
return false;
break;
}
}
if(valid1){
for(const key2 in data1){
const _errs9 = errors;
if(!(validate6(data1[key2], {instancePath:instancePath+"/profiles/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data1,parentDataProperty:key2,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate6.errors : vErrors.concat(validate6.errors);
errors = vErrors.length;
}
var valid3 = _errs9 === errors;
if(!valid3){
break;
}
}
}
}
}
else {
validate5.errors = [{instancePath:instancePath+"/profiles",schemaPath:"#/properties/profiles/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.budget !== undefined){
let data3 = data.budget;
const _errs10 = errors;
const _errs11 = errors;
if(errors === _errs11){
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
if(Object.keys(data3).length < 1){
validate5.errors = [{instancePath:instancePath+"/budget",schemaPath:"#/$defs/ProjectBudget/minProperties",keyword:"minProperties",params:{limit: 1}}];
return false;
}
else {
const _errs13 = errors;
for(const key3 in data3){
if(!((((key3 === "calls") || (key3 === "tokens")) || (key3 === "usd")) || (key3 === "gpu_hours"))){
validate5.errors = [{instancePath:instancePath+"/budget",schemaPath:"#/$defs/ProjectBudget/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3}}];
return false;
break;
}
}
if(_errs13 === errors){
if(data3.calls !== undefined){
let data4 = data3.calls;
const _errs14 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate5.errors = [{instancePath:instancePath+"/budget/calls",schemaPath:"#/$defs/ProjectBudget/properties/calls/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs14){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 < 0 || isNaN(data4)){
validate5.errors = [{instancePath:instancePath+"/budget/calls",schemaPath:"#/$defs/ProjectBudget/properties/calls/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid5 = _errs14 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data3.tokens !== undefined){
let data5 = data3.tokens;
const _errs16 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate5.errors = [{instancePath:instancePath+"/budget/tokens",schemaPath:"#/$defs/ProjectBudget/properties/tokens/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs16){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 < 0 || isNaN(data5)){
validate5.errors = [{instancePath:instancePath+"/budget/tokens",schemaPath:"#/$defs/ProjectBudget/properties/tokens/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid5 = _errs16 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data3.usd !== undefined){
let data6 = data3.usd;
const _errs18 = errors;
if(errors === _errs18){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 < 0 || isNaN(data6)){
validate5.errors = [{instancePath:instancePath+"/budget/usd",schemaPath:"#/$defs/ProjectBudget/properties/usd/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
else {
validate5.errors = [{instancePath:instancePath+"/budget/usd",schemaPath:"#/$defs/ProjectBudget/properties/usd/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid5 = _errs18 === errors;
}
else {
var valid5 = true;
}
if(valid5){
if(data3.gpu_hours !== undefined){
let data7 = data3.gpu_hours;
const _errs20 = errors;
if(errors === _errs20){
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 < 0 || isNaN(data7)){
validate5.errors = [{instancePath:instancePath+"/budget/gpu_hours",schemaPath:"#/$defs/ProjectBudget/properties/gpu_hours/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
else {
validate5.errors = [{instancePath:instancePath+"/budget/gpu_hours",schemaPath:"#/$defs/ProjectBudget/properties/gpu_hours/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid5 = _errs20 === errors;
}
else {
var valid5 = true;
}
}
}
}
}
}
}
else {
validate5.errors = [{instancePath:instancePath+"/budget",schemaPath:"#/$defs/ProjectBudget/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
else {
validate5.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate5.errors = vErrors;
return errors === 0;
}
validate5.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

exports.c69b1020e79dc2ac1a1d8f12f = validate18;
const schema45 = {"type":"object","additionalProperties":false,"required":["model"],"properties":{"model":{"type":"string"},"prompt":{"type":["string","object"],"minLength":1,"required":["file"],"properties":{"file":{"type":"string","minLength":1}},"additionalProperties":false},"system":{"type":["string","object"],"minLength":1,"required":["file"],"properties":{"file":{"type":"string","minLength":1}},"additionalProperties":false},"reply":{"type":"object","additionalProperties":false,"required":["schema"],"properties":{"schema":{"type":["string","object"],"minLength":1},"attempts":{"type":"integer","minimum":0,"maximum":10,"default":2}}},"temperature":{"type":"number","minimum":0,"maximum":2,"default":0},"top_p":{"type":"number","exclusiveMinimum":0,"maximum":1},"max_tokens":{"type":"integer","minimum":1},"stop":{"type":"array","items":{"type":"string"},"maxItems":4}}};

function validate18(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate18.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.temperature === undefined){
data.temperature = 0;
}
let missing0;
if((data.model === undefined) && (missing0 = "model")){
validate18.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!((((((((key0 === "model") || (key0 === "prompt")) || (key0 === "system")) || (key0 === "reply")) || (key0 === "temperature")) || (key0 === "top_p")) || (key0 === "max_tokens")) || (key0 === "stop"))){
validate18.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.model !== undefined){
const _errs2 = errors;
if(typeof data.model !== "string"){
validate18.errors = [{instancePath:instancePath+"/model",schemaPath:"#/properties/model/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.prompt !== undefined){
let data1 = data.prompt;
const _errs4 = errors;
if((typeof data1 !== "string") && (!(data1 && typeof data1 == "object" && !Array.isArray(data1)))){
validate18.errors = [{instancePath:instancePath+"/prompt",schemaPath:"#/properties/prompt/type",keyword:"type",params:{type: schema45.properties.prompt.type}}];
return false;
}
if(errors === _errs4){
if(typeof data1 === "string"){
if(func1(data1) < 1){
validate18.errors = [{instancePath:instancePath+"/prompt",schemaPath:"#/properties/prompt/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
if(errors === _errs4){
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
let missing1;
if((data1.file === undefined) && (missing1 = "file")){
validate18.errors = [{instancePath:instancePath+"/prompt",schemaPath:"#/properties/prompt/required",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
const _errs6 = errors;
for(const key1 in data1){
if(!(key1 === "file")){
validate18.errors = [{instancePath:instancePath+"/prompt",schemaPath:"#/properties/prompt/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs6 === errors){
if(data1.file !== undefined){
let data2 = data1.file;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data2 === "string"){
if(func1(data2) < 1){
validate18.errors = [{instancePath:instancePath+"/prompt/file",schemaPath:"#/properties/prompt/properties/file/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate18.errors = [{instancePath:instancePath+"/prompt/file",schemaPath:"#/properties/prompt/properties/file/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
}
}
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.system !== undefined){
let data3 = data.system;
const _errs9 = errors;
if((typeof data3 !== "string") && (!(data3 && typeof data3 == "object" && !Array.isArray(data3)))){
validate18.errors = [{instancePath:instancePath+"/system",schemaPath:"#/properties/system/type",keyword:"type",params:{type: schema45.properties.system.type}}];
return false;
}
if(errors === _errs9){
if(typeof data3 === "string"){
if(func1(data3) < 1){
validate18.errors = [{instancePath:instancePath+"/system",schemaPath:"#/properties/system/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
if(errors === _errs9){
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
let missing2;
if((data3.file === undefined) && (missing2 = "file")){
validate18.errors = [{instancePath:instancePath+"/system",schemaPath:"#/properties/system/required",keyword:"required",params:{missingProperty: missing2}}];
return false;
}
else {
const _errs11 = errors;
for(const key2 in data3){
if(!(key2 === "file")){
validate18.errors = [{instancePath:instancePath+"/system",schemaPath:"#/properties/system/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2}}];
return false;
break;
}
}
if(_errs11 === errors){
if(data3.file !== undefined){
let data4 = data3.file;
const _errs12 = errors;
if(errors === _errs12){
if(typeof data4 === "string"){
if(func1(data4) < 1){
validate18.errors = [{instancePath:instancePath+"/system/file",schemaPath:"#/properties/system/properties/file/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate18.errors = [{instancePath:instancePath+"/system/file",schemaPath:"#/properties/system/properties/file/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
}
}
}
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.reply !== undefined){
let data5 = data.reply;
const _errs14 = errors;
if(errors === _errs14){
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
if(data5.attempts === undefined){
data5.attempts = 2;
}
let missing3;
if((data5.schema === undefined) && (missing3 = "schema")){
validate18.errors = [{instancePath:instancePath+"/reply",schemaPath:"#/properties/reply/required",keyword:"required",params:{missingProperty: missing3}}];
return false;
}
else {
const _errs16 = errors;
for(const key3 in data5){
if(!((key3 === "schema") || (key3 === "attempts"))){
validate18.errors = [{instancePath:instancePath+"/reply",schemaPath:"#/properties/reply/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3}}];
return false;
break;
}
}
if(_errs16 === errors){
if(data5.schema !== undefined){
let data6 = data5.schema;
const _errs17 = errors;
if((typeof data6 !== "string") && (!(data6 && typeof data6 == "object" && !Array.isArray(data6)))){
validate18.errors = [{instancePath:instancePath+"/reply/schema",schemaPath:"#/properties/reply/properties/schema/type",keyword:"type",params:{type: schema45.properties.reply.properties.schema.type}}];
return false;
}
if(errors === _errs17){
if(typeof data6 === "string"){
if(func1(data6) < 1){
validate18.errors = [{instancePath:instancePath+"/reply/schema",schemaPath:"#/properties/reply/properties/schema/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
var valid3 = _errs17 === errors;
}
else {
var valid3 = true;
}
if(valid3){
let data7 = data5.attempts;
const _errs19 = errors;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
validate18.errors = [{instancePath:instancePath+"/reply/attempts",schemaPath:"#/properties/reply/properties/attempts/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs19){
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 > 10 || isNaN(data7)){
validate18.errors = [{instancePath:instancePath+"/reply/attempts",schemaPath:"#/properties/reply/properties/attempts/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10}}];
return false;
}
else {
if(data7 < 0 || isNaN(data7)){
validate18.errors = [{instancePath:instancePath+"/reply/attempts",schemaPath:"#/properties/reply/properties/attempts/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid3 = _errs19 === errors;
}
}
}
}
else {
validate18.errors = [{instancePath:instancePath+"/reply",schemaPath:"#/properties/reply/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data8 = data.temperature;
const _errs21 = errors;
if(errors === _errs21){
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 > 2 || isNaN(data8)){
validate18.errors = [{instancePath:instancePath+"/temperature",schemaPath:"#/properties/temperature/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2}}];
return false;
}
else {
if(data8 < 0 || isNaN(data8)){
validate18.errors = [{instancePath:instancePath+"/temperature",schemaPath:"#/properties/temperature/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
else {
validate18.errors = [{instancePath:instancePath+"/temperature",schemaPath:"#/properties/temperature/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid0 = _errs21 === errors;
if(valid0){
if(data.top_p !== undefined){
let data9 = data.top_p;
const _errs23 = errors;
if(errors === _errs23){
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 1 || isNaN(data9)){
validate18.errors = [{instancePath:instancePath+"/top_p",schemaPath:"#/properties/top_p/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1}}];
return false;
}
else {
if(data9 <= 0 || isNaN(data9)){
validate18.errors = [{instancePath:instancePath+"/top_p",schemaPath:"#/properties/top_p/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0}}];
return false;
}
}
}
else {
validate18.errors = [{instancePath:instancePath+"/top_p",schemaPath:"#/properties/top_p/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid0 = _errs23 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.max_tokens !== undefined){
let data10 = data.max_tokens;
const _errs25 = errors;
if(!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10)))){
validate18.errors = [{instancePath:instancePath+"/max_tokens",schemaPath:"#/properties/max_tokens/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs25){
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 < 1 || isNaN(data10)){
validate18.errors = [{instancePath:instancePath+"/max_tokens",schemaPath:"#/properties/max_tokens/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid0 = _errs25 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.stop !== undefined){
let data11 = data.stop;
const _errs27 = errors;
if(errors === _errs27){
if(Array.isArray(data11)){
if(data11.length > 4){
validate18.errors = [{instancePath:instancePath+"/stop",schemaPath:"#/properties/stop/maxItems",keyword:"maxItems",params:{limit: 4}}];
return false;
}
else {
var valid4 = true;
const len0 = data11.length;
for(let i0=0; i0<len0; i0++){
const _errs29 = errors;
if(typeof data11[i0] !== "string"){
validate18.errors = [{instancePath:instancePath+"/stop/" + i0,schemaPath:"#/properties/stop/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid4 = _errs29 === errors;
if(!valid4){
break;
}
}
}
}
else {
validate18.errors = [{instancePath:instancePath+"/stop",schemaPath:"#/properties/stop/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs27 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
else {
validate18.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate18.errors = vErrors;
return errors === 0;
}
validate18.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

exports.c0491c6b7b2706d3603b787e0 = validate19;
const schema46 = {"type":"object","additionalProperties":false,"required":["model"],"properties":{"model":{"type":"string"},"prompt":{"type":["string","object"],"minLength":1,"required":["file"],"properties":{"file":{"type":"string","minLength":1}},"additionalProperties":false},"system":{"type":["string","object"],"minLength":1,"required":["file"],"properties":{"file":{"type":"string","minLength":1}},"additionalProperties":false},"marker":{"type":"string","minLength":1,"default":"####"},"gold":{"type":"string"},"gold_marker":{"type":"string","minLength":1},"samples":{"type":"integer","minimum":1,"maximum":1000,"default":1},"temperature":{"type":"number","minimum":0,"maximum":2,"default":0},"top_p":{"type":"number","exclusiveMinimum":0,"maximum":1},"max_tokens":{"type":"integer","minimum":1},"stop":{"type":"array","items":{"type":"string"},"maxItems":4}}};

function validate19(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate19.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.marker === undefined){
data.marker = "####";
}
if(data.samples === undefined){
data.samples = 1;
}
if(data.temperature === undefined){
data.temperature = 0;
}
let missing0;
if((data.model === undefined) && (missing0 = "model")){
validate19.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(func0.call(schema46.properties, key0))){
validate19.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.model !== undefined){
const _errs2 = errors;
if(typeof data.model !== "string"){
validate19.errors = [{instancePath:instancePath+"/model",schemaPath:"#/properties/model/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.prompt !== undefined){
let data1 = data.prompt;
const _errs4 = errors;
if((typeof data1 !== "string") && (!(data1 && typeof data1 == "object" && !Array.isArray(data1)))){
validate19.errors = [{instancePath:instancePath+"/prompt",schemaPath:"#/properties/prompt/type",keyword:"type",params:{type: schema46.properties.prompt.type}}];
return false;
}
if(errors === _errs4){
if(typeof data1 === "string"){
if(func1(data1) < 1){
validate19.errors = [{instancePath:instancePath+"/prompt",schemaPath:"#/properties/prompt/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
if(errors === _errs4){
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
let missing1;
if((data1.file === undefined) && (missing1 = "file")){
validate19.errors = [{instancePath:instancePath+"/prompt",schemaPath:"#/properties/prompt/required",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
const _errs6 = errors;
for(const key1 in data1){
if(!(key1 === "file")){
validate19.errors = [{instancePath:instancePath+"/prompt",schemaPath:"#/properties/prompt/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs6 === errors){
if(data1.file !== undefined){
let data2 = data1.file;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data2 === "string"){
if(func1(data2) < 1){
validate19.errors = [{instancePath:instancePath+"/prompt/file",schemaPath:"#/properties/prompt/properties/file/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate19.errors = [{instancePath:instancePath+"/prompt/file",schemaPath:"#/properties/prompt/properties/file/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
}
}
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.system !== undefined){
let data3 = data.system;
const _errs9 = errors;
if((typeof data3 !== "string") && (!(data3 && typeof data3 == "object" && !Array.isArray(data3)))){
validate19.errors = [{instancePath:instancePath+"/system",schemaPath:"#/properties/system/type",keyword:"type",params:{type: schema46.properties.system.type}}];
return false;
}
if(errors === _errs9){
if(typeof data3 === "string"){
if(func1(data3) < 1){
validate19.errors = [{instancePath:instancePath+"/system",schemaPath:"#/properties/system/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
if(errors === _errs9){
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
let missing2;
if((data3.file === undefined) && (missing2 = "file")){
validate19.errors = [{instancePath:instancePath+"/system",schemaPath:"#/properties/system/required",keyword:"required",params:{missingProperty: missing2}}];
return false;
}
else {
const _errs11 = errors;
for(const key2 in data3){
if(!(key2 === "file")){
validate19.errors = [{instancePath:instancePath+"/system",schemaPath:"#/properties/system/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key2}}];
return false;
break;
}
}
if(_errs11 === errors){
if(data3.file !== undefined){
let data4 = data3.file;
const _errs12 = errors;
if(errors === _errs12){
if(typeof data4 === "string"){
if(func1(data4) < 1){
validate19.errors = [{instancePath:instancePath+"/system/file",schemaPath:"#/properties/system/properties/file/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate19.errors = [{instancePath:instancePath+"/system/file",schemaPath:"#/properties/system/properties/file/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
}
}
}
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data5 = data.marker;
const _errs14 = errors;
if(errors === _errs14){
if(typeof data5 === "string"){
if(func1(data5) < 1){
validate19.errors = [{instancePath:instancePath+"/marker",schemaPath:"#/properties/marker/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate19.errors = [{instancePath:instancePath+"/marker",schemaPath:"#/properties/marker/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs14 === errors;
if(valid0){
if(data.gold !== undefined){
const _errs16 = errors;
if(typeof data.gold !== "string"){
validate19.errors = [{instancePath:instancePath+"/gold",schemaPath:"#/properties/gold/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.gold_marker !== undefined){
let data7 = data.gold_marker;
const _errs18 = errors;
if(errors === _errs18){
if(typeof data7 === "string"){
if(func1(data7) < 1){
validate19.errors = [{instancePath:instancePath+"/gold_marker",schemaPath:"#/properties/gold_marker/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate19.errors = [{instancePath:instancePath+"/gold_marker",schemaPath:"#/properties/gold_marker/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data8 = data.samples;
const _errs20 = errors;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
validate19.errors = [{instancePath:instancePath+"/samples",schemaPath:"#/properties/samples/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs20){
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 > 1000 || isNaN(data8)){
validate19.errors = [{instancePath:instancePath+"/samples",schemaPath:"#/properties/samples/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000}}];
return false;
}
else {
if(data8 < 1 || isNaN(data8)){
validate19.errors = [{instancePath:instancePath+"/samples",schemaPath:"#/properties/samples/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
}
var valid0 = _errs20 === errors;
if(valid0){
let data9 = data.temperature;
const _errs22 = errors;
if(errors === _errs22){
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 2 || isNaN(data9)){
validate19.errors = [{instancePath:instancePath+"/temperature",schemaPath:"#/properties/temperature/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2}}];
return false;
}
else {
if(data9 < 0 || isNaN(data9)){
validate19.errors = [{instancePath:instancePath+"/temperature",schemaPath:"#/properties/temperature/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
else {
validate19.errors = [{instancePath:instancePath+"/temperature",schemaPath:"#/properties/temperature/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid0 = _errs22 === errors;
if(valid0){
if(data.top_p !== undefined){
let data10 = data.top_p;
const _errs24 = errors;
if(errors === _errs24){
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 > 1 || isNaN(data10)){
validate19.errors = [{instancePath:instancePath+"/top_p",schemaPath:"#/properties/top_p/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1}}];
return false;
}
else {
if(data10 <= 0 || isNaN(data10)){
validate19.errors = [{instancePath:instancePath+"/top_p",schemaPath:"#/properties/top_p/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0}}];
return false;
}
}
}
else {
validate19.errors = [{instancePath:instancePath+"/top_p",schemaPath:"#/properties/top_p/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid0 = _errs24 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.max_tokens !== undefined){
let data11 = data.max_tokens;
const _errs26 = errors;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
validate19.errors = [{instancePath:instancePath+"/max_tokens",schemaPath:"#/properties/max_tokens/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs26){
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 < 1 || isNaN(data11)){
validate19.errors = [{instancePath:instancePath+"/max_tokens",schemaPath:"#/properties/max_tokens/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid0 = _errs26 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.stop !== undefined){
let data12 = data.stop;
const _errs28 = errors;
if(errors === _errs28){
if(Array.isArray(data12)){
if(data12.length > 4){
validate19.errors = [{instancePath:instancePath+"/stop",schemaPath:"#/properties/stop/maxItems",keyword:"maxItems",params:{limit: 4}}];
return false;
}
else {
var valid3 = true;
const len0 = data12.length;
for(let i0=0; i0<len0; i0++){
const _errs30 = errors;
if(typeof data12[i0] !== "string"){
validate19.errors = [{instancePath:instancePath+"/stop/" + i0,schemaPath:"#/properties/stop/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid3 = _errs30 === errors;
if(!valid3){
break;
}
}
}
}
else {
validate19.errors = [{instancePath:instancePath+"/stop",schemaPath:"#/properties/stop/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs28 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate19.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate19.errors = vErrors;
return errors === 0;
}
validate19.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

exports.cda75e7d80d7fe300e7f878ab = validate20;
const schema47 = {"type":"object","additionalProperties":false,"required":["model"],"properties":{"model":{"type":"string"},"prompt":{"type":["string","object"],"minLength":1,"required":["file"],"properties":{"file":{"type":"string","minLength":1}},"additionalProperties":false},"marker":{"type":"string","minLength":1,"default":"####"},"gold":{"type":"string"},"gold_marker":{"type":"string","minLength":1},"compare":{"enum":["auto","number","choice","text"],"default":"auto"},"temperature":{"type":"number","minimum":0,"maximum":2,"default":0},"top_p":{"type":"number","exclusiveMinimum":0,"maximum":1},"max_tokens":{"type":"integer","minimum":1},"stop":{"type":"array","items":{"type":"string"},"maxItems":4}}};

function validate20(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate20.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.marker === undefined){
data.marker = "####";
}
if(data.compare === undefined){
data.compare = "auto";
}
if(data.temperature === undefined){
data.temperature = 0;
}
let missing0;
if((data.model === undefined) && (missing0 = "model")){
validate20.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(func0.call(schema47.properties, key0))){
validate20.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.model !== undefined){
const _errs2 = errors;
if(typeof data.model !== "string"){
validate20.errors = [{instancePath:instancePath+"/model",schemaPath:"#/properties/model/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.prompt !== undefined){
let data1 = data.prompt;
const _errs4 = errors;
if((typeof data1 !== "string") && (!(data1 && typeof data1 == "object" && !Array.isArray(data1)))){
validate20.errors = [{instancePath:instancePath+"/prompt",schemaPath:"#/properties/prompt/type",keyword:"type",params:{type: schema47.properties.prompt.type}}];
return false;
}
if(errors === _errs4){
if(typeof data1 === "string"){
if(func1(data1) < 1){
validate20.errors = [{instancePath:instancePath+"/prompt",schemaPath:"#/properties/prompt/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
if(errors === _errs4){
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
let missing1;
if((data1.file === undefined) && (missing1 = "file")){
validate20.errors = [{instancePath:instancePath+"/prompt",schemaPath:"#/properties/prompt/required",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
const _errs6 = errors;
for(const key1 in data1){
if(!(key1 === "file")){
validate20.errors = [{instancePath:instancePath+"/prompt",schemaPath:"#/properties/prompt/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs6 === errors){
if(data1.file !== undefined){
let data2 = data1.file;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data2 === "string"){
if(func1(data2) < 1){
validate20.errors = [{instancePath:instancePath+"/prompt/file",schemaPath:"#/properties/prompt/properties/file/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/prompt/file",schemaPath:"#/properties/prompt/properties/file/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
}
}
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data3 = data.marker;
const _errs9 = errors;
if(errors === _errs9){
if(typeof data3 === "string"){
if(func1(data3) < 1){
validate20.errors = [{instancePath:instancePath+"/marker",schemaPath:"#/properties/marker/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/marker",schemaPath:"#/properties/marker/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs9 === errors;
if(valid0){
if(data.gold !== undefined){
const _errs11 = errors;
if(typeof data.gold !== "string"){
validate20.errors = [{instancePath:instancePath+"/gold",schemaPath:"#/properties/gold/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.gold_marker !== undefined){
let data5 = data.gold_marker;
const _errs13 = errors;
if(errors === _errs13){
if(typeof data5 === "string"){
if(func1(data5) < 1){
validate20.errors = [{instancePath:instancePath+"/gold_marker",schemaPath:"#/properties/gold_marker/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate20.errors = [{instancePath:instancePath+"/gold_marker",schemaPath:"#/properties/gold_marker/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data6 = data.compare;
const _errs15 = errors;
if(!((((data6 === "auto") || (data6 === "number")) || (data6 === "choice")) || (data6 === "text"))){
validate20.errors = [{instancePath:instancePath+"/compare",schemaPath:"#/properties/compare/enum",keyword:"enum",params:{allowedValues: schema47.properties.compare.enum}}];
return false;
}
var valid0 = _errs15 === errors;
if(valid0){
let data7 = data.temperature;
const _errs16 = errors;
if(errors === _errs16){
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 > 2 || isNaN(data7)){
validate20.errors = [{instancePath:instancePath+"/temperature",schemaPath:"#/properties/temperature/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2}}];
return false;
}
else {
if(data7 < 0 || isNaN(data7)){
validate20.errors = [{instancePath:instancePath+"/temperature",schemaPath:"#/properties/temperature/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/temperature",schemaPath:"#/properties/temperature/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid0 = _errs16 === errors;
if(valid0){
if(data.top_p !== undefined){
let data8 = data.top_p;
const _errs18 = errors;
if(errors === _errs18){
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 > 1 || isNaN(data8)){
validate20.errors = [{instancePath:instancePath+"/top_p",schemaPath:"#/properties/top_p/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1}}];
return false;
}
else {
if(data8 <= 0 || isNaN(data8)){
validate20.errors = [{instancePath:instancePath+"/top_p",schemaPath:"#/properties/top_p/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0}}];
return false;
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/top_p",schemaPath:"#/properties/top_p/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.max_tokens !== undefined){
let data9 = data.max_tokens;
const _errs20 = errors;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
validate20.errors = [{instancePath:instancePath+"/max_tokens",schemaPath:"#/properties/max_tokens/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs20){
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 < 1 || isNaN(data9)){
validate20.errors = [{instancePath:instancePath+"/max_tokens",schemaPath:"#/properties/max_tokens/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid0 = _errs20 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.stop !== undefined){
let data10 = data.stop;
const _errs22 = errors;
if(errors === _errs22){
if(Array.isArray(data10)){
if(data10.length > 4){
validate20.errors = [{instancePath:instancePath+"/stop",schemaPath:"#/properties/stop/maxItems",keyword:"maxItems",params:{limit: 4}}];
return false;
}
else {
var valid2 = true;
const len0 = data10.length;
for(let i0=0; i0<len0; i0++){
const _errs24 = errors;
if(typeof data10[i0] !== "string"){
validate20.errors = [{instancePath:instancePath+"/stop/" + i0,schemaPath:"#/properties/stop/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid2 = _errs24 === errors;
if(!valid2){
break;
}
}
}
}
else {
validate20.errors = [{instancePath:instancePath+"/stop",schemaPath:"#/properties/stop/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs22 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate20.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate20.errors = vErrors;
return errors === 0;
}
validate20.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

exports.c84c6a5d0788c9daf82f1bd58 = validate21;
const schema48 = {"type":"object","additionalProperties":false,"required":["model","target"],"properties":{"model":{"type":"string"},"target":{"type":"integer","minimum":1},"demos":{"type":"integer","minimum":1,"maximum":32,"default":8},"machine_share":{"type":"number","minimum":0,"maximum":1,"default":0.25},"per_call":{"type":"integer","minimum":1,"maximum":50,"default":8},"calls_per_round":{"type":"integer","minimum":1,"maximum":1000,"default":32},"max_rounds":{"type":"integer","minimum":1},"max_similarity":{"type":"number","exclusiveMinimum":0,"maximum":1,"default":0.7},"min_words":{"type":"integer","minimum":1,"default":4},"max_words":{"type":"integer","minimum":1,"default":150},"blacklist":{"type":"array","items":{"type":"string","minLength":1},"default":[]},"prompt":{"type":["string","object"],"minLength":1,"required":["file"],"properties":{"file":{"type":"string","minLength":1}},"additionalProperties":false},"reply_format":{"enum":["numbered","json"],"default":"numbered"},"temperature":{"type":"number","minimum":0,"maximum":2,"default":0.7},"top_p":{"type":"number","exclusiveMinimum":0,"maximum":1,"default":0.5},"max_tokens":{"type":"integer","minimum":1,"default":1024},"stop":{"type":"array","items":{"type":"string"},"maxItems":4},"presence_penalty":{"type":"number","minimum":-2,"maximum":2}}};

function validate21(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate21.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.demos === undefined){
data.demos = 8;
}
if(data.machine_share === undefined){
data.machine_share = 0.25;
}
if(data.per_call === undefined){
data.per_call = 8;
}
if(data.calls_per_round === undefined){
data.calls_per_round = 32;
}
if(data.max_similarity === undefined){
data.max_similarity = 0.7;
}
if(data.min_words === undefined){
data.min_words = 4;
}
if(data.max_words === undefined){
data.max_words = 150;
}
if(data.blacklist === undefined){
data.blacklist = [];
}
if(data.reply_format === undefined){
data.reply_format = "numbered";
}
if(data.temperature === undefined){
data.temperature = 0.7;
}
if(data.top_p === undefined){
data.top_p = 0.5;
}
if(data.max_tokens === undefined){
data.max_tokens = 1024;
}
let missing0;
if(((data.model === undefined) && (missing0 = "model")) || ((data.target === undefined) && (missing0 = "target"))){
validate21.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(func0.call(schema48.properties, key0))){
validate21.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.model !== undefined){
const _errs2 = errors;
if(typeof data.model !== "string"){
validate21.errors = [{instancePath:instancePath+"/model",schemaPath:"#/properties/model/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.target !== undefined){
let data1 = data.target;
const _errs4 = errors;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
validate21.errors = [{instancePath:instancePath+"/target",schemaPath:"#/properties/target/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs4){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 < 1 || isNaN(data1)){
validate21.errors = [{instancePath:instancePath+"/target",schemaPath:"#/properties/target/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data2 = data.demos;
const _errs6 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate21.errors = [{instancePath:instancePath+"/demos",schemaPath:"#/properties/demos/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs6){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 32 || isNaN(data2)){
validate21.errors = [{instancePath:instancePath+"/demos",schemaPath:"#/properties/demos/maximum",keyword:"maximum",params:{comparison: "<=", limit: 32}}];
return false;
}
else {
if(data2 < 1 || isNaN(data2)){
validate21.errors = [{instancePath:instancePath+"/demos",schemaPath:"#/properties/demos/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
}
var valid0 = _errs6 === errors;
if(valid0){
let data3 = data.machine_share;
const _errs8 = errors;
if(errors === _errs8){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 1 || isNaN(data3)){
validate21.errors = [{instancePath:instancePath+"/machine_share",schemaPath:"#/properties/machine_share/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1}}];
return false;
}
else {
if(data3 < 0 || isNaN(data3)){
validate21.errors = [{instancePath:instancePath+"/machine_share",schemaPath:"#/properties/machine_share/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/machine_share",schemaPath:"#/properties/machine_share/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid0 = _errs8 === errors;
if(valid0){
let data4 = data.per_call;
const _errs10 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate21.errors = [{instancePath:instancePath+"/per_call",schemaPath:"#/properties/per_call/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs10){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 > 50 || isNaN(data4)){
validate21.errors = [{instancePath:instancePath+"/per_call",schemaPath:"#/properties/per_call/maximum",keyword:"maximum",params:{comparison: "<=", limit: 50}}];
return false;
}
else {
if(data4 < 1 || isNaN(data4)){
validate21.errors = [{instancePath:instancePath+"/per_call",schemaPath:"#/properties/per_call/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
}
var valid0 = _errs10 === errors;
if(valid0){
let data5 = data.calls_per_round;
const _errs12 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate21.errors = [{instancePath:instancePath+"/calls_per_round",schemaPath:"#/properties/calls_per_round/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs12){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 1000 || isNaN(data5)){
validate21.errors = [{instancePath:instancePath+"/calls_per_round",schemaPath:"#/properties/calls_per_round/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000}}];
return false;
}
else {
if(data5 < 1 || isNaN(data5)){
validate21.errors = [{instancePath:instancePath+"/calls_per_round",schemaPath:"#/properties/calls_per_round/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
}
var valid0 = _errs12 === errors;
if(valid0){
if(data.max_rounds !== undefined){
let data6 = data.max_rounds;
const _errs14 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate21.errors = [{instancePath:instancePath+"/max_rounds",schemaPath:"#/properties/max_rounds/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs14){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 < 1 || isNaN(data6)){
validate21.errors = [{instancePath:instancePath+"/max_rounds",schemaPath:"#/properties/max_rounds/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data7 = data.max_similarity;
const _errs16 = errors;
if(errors === _errs16){
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 > 1 || isNaN(data7)){
validate21.errors = [{instancePath:instancePath+"/max_similarity",schemaPath:"#/properties/max_similarity/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1}}];
return false;
}
else {
if(data7 <= 0 || isNaN(data7)){
validate21.errors = [{instancePath:instancePath+"/max_similarity",schemaPath:"#/properties/max_similarity/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0}}];
return false;
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/max_similarity",schemaPath:"#/properties/max_similarity/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid0 = _errs16 === errors;
if(valid0){
let data8 = data.min_words;
const _errs18 = errors;
if(!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))){
validate21.errors = [{instancePath:instancePath+"/min_words",schemaPath:"#/properties/min_words/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs18){
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 < 1 || isNaN(data8)){
validate21.errors = [{instancePath:instancePath+"/min_words",schemaPath:"#/properties/min_words/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid0 = _errs18 === errors;
if(valid0){
let data9 = data.max_words;
const _errs20 = errors;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
validate21.errors = [{instancePath:instancePath+"/max_words",schemaPath:"#/properties/max_words/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs20){
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 < 1 || isNaN(data9)){
validate21.errors = [{instancePath:instancePath+"/max_words",schemaPath:"#/properties/max_words/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid0 = _errs20 === errors;
if(valid0){
let data10 = data.blacklist;
const _errs22 = errors;
if(errors === _errs22){
if(Array.isArray(data10)){
var valid1 = true;
const len0 = data10.length;
for(let i0=0; i0<len0; i0++){
let data11 = data10[i0];
const _errs24 = errors;
if(errors === _errs24){
if(typeof data11 === "string"){
if(func1(data11) < 1){
validate21.errors = [{instancePath:instancePath+"/blacklist/" + i0,schemaPath:"#/properties/blacklist/items/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate21.errors = [{instancePath:instancePath+"/blacklist/" + i0,schemaPath:"#/properties/blacklist/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid1 = _errs24 === errors;
if(!valid1){
break;
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/blacklist",schemaPath:"#/properties/blacklist/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs22 === errors;
if(valid0){
if(data.prompt !== undefined){
let data12 = data.prompt;
const _errs26 = errors;
if((typeof data12 !== "string") && (!(data12 && typeof data12 == "object" && !Array.isArray(data12)))){
validate21.errors = [{instancePath:instancePath+"/prompt",schemaPath:"#/properties/prompt/type",keyword:"type",params:{type: schema48.properties.prompt.type}}];
return false;
}
if(errors === _errs26){
if(typeof data12 === "string"){
if(func1(data12) < 1){
validate21.errors = [{instancePath:instancePath+"/prompt",schemaPath:"#/properties/prompt/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
if(errors === _errs26){
if(data12 && typeof data12 == "object" && !Array.isArray(data12)){
let missing1;
if((data12.file === undefined) && (missing1 = "file")){
validate21.errors = [{instancePath:instancePath+"/prompt",schemaPath:"#/properties/prompt/required",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
const _errs28 = errors;
for(const key1 in data12){
if(!(key1 === "file")){
validate21.errors = [{instancePath:instancePath+"/prompt",schemaPath:"#/properties/prompt/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs28 === errors){
if(data12.file !== undefined){
let data13 = data12.file;
const _errs29 = errors;
if(errors === _errs29){
if(typeof data13 === "string"){
if(func1(data13) < 1){
validate21.errors = [{instancePath:instancePath+"/prompt/file",schemaPath:"#/properties/prompt/properties/file/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate21.errors = [{instancePath:instancePath+"/prompt/file",schemaPath:"#/properties/prompt/properties/file/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
}
}
}
}
}
var valid0 = _errs26 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data14 = data.reply_format;
const _errs31 = errors;
if(!((data14 === "numbered") || (data14 === "json"))){
validate21.errors = [{instancePath:instancePath+"/reply_format",schemaPath:"#/properties/reply_format/enum",keyword:"enum",params:{allowedValues: schema48.properties.reply_format.enum}}];
return false;
}
var valid0 = _errs31 === errors;
if(valid0){
let data15 = data.temperature;
const _errs32 = errors;
if(errors === _errs32){
if((typeof data15 == "number") && (isFinite(data15))){
if(data15 > 2 || isNaN(data15)){
validate21.errors = [{instancePath:instancePath+"/temperature",schemaPath:"#/properties/temperature/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2}}];
return false;
}
else {
if(data15 < 0 || isNaN(data15)){
validate21.errors = [{instancePath:instancePath+"/temperature",schemaPath:"#/properties/temperature/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/temperature",schemaPath:"#/properties/temperature/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid0 = _errs32 === errors;
if(valid0){
let data16 = data.top_p;
const _errs34 = errors;
if(errors === _errs34){
if((typeof data16 == "number") && (isFinite(data16))){
if(data16 > 1 || isNaN(data16)){
validate21.errors = [{instancePath:instancePath+"/top_p",schemaPath:"#/properties/top_p/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1}}];
return false;
}
else {
if(data16 <= 0 || isNaN(data16)){
validate21.errors = [{instancePath:instancePath+"/top_p",schemaPath:"#/properties/top_p/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0}}];
return false;
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/top_p",schemaPath:"#/properties/top_p/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid0 = _errs34 === errors;
if(valid0){
let data17 = data.max_tokens;
const _errs36 = errors;
if(!(((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17))) && (isFinite(data17)))){
validate21.errors = [{instancePath:instancePath+"/max_tokens",schemaPath:"#/properties/max_tokens/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs36){
if((typeof data17 == "number") && (isFinite(data17))){
if(data17 < 1 || isNaN(data17)){
validate21.errors = [{instancePath:instancePath+"/max_tokens",schemaPath:"#/properties/max_tokens/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid0 = _errs36 === errors;
if(valid0){
if(data.stop !== undefined){
let data18 = data.stop;
const _errs38 = errors;
if(errors === _errs38){
if(Array.isArray(data18)){
if(data18.length > 4){
validate21.errors = [{instancePath:instancePath+"/stop",schemaPath:"#/properties/stop/maxItems",keyword:"maxItems",params:{limit: 4}}];
return false;
}
else {
var valid3 = true;
const len1 = data18.length;
for(let i1=0; i1<len1; i1++){
const _errs40 = errors;
if(typeof data18[i1] !== "string"){
validate21.errors = [{instancePath:instancePath+"/stop/" + i1,schemaPath:"#/properties/stop/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid3 = _errs40 === errors;
if(!valid3){
break;
}
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/stop",schemaPath:"#/properties/stop/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs38 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.presence_penalty !== undefined){
let data20 = data.presence_penalty;
const _errs42 = errors;
if(errors === _errs42){
if((typeof data20 == "number") && (isFinite(data20))){
if(data20 > 2 || isNaN(data20)){
validate21.errors = [{instancePath:instancePath+"/presence_penalty",schemaPath:"#/properties/presence_penalty/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2}}];
return false;
}
else {
if(data20 < -2 || isNaN(data20)){
validate21.errors = [{instancePath:instancePath+"/presence_penalty",schemaPath:"#/properties/presence_penalty/minimum",keyword:"minimum",params:{comparison: ">=", limit: -2}}];
return false;
}
}
}
else {
validate21.errors = [{instancePath:instancePath+"/presence_penalty",schemaPath:"#/properties/presence_penalty/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid0 = _errs42 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate21.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate21.errors = vErrors;
return errors === 0;
}
validate21.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

exports.ce03c87f30e09f6b61d9b4c2a = validate22;
const schema49 = {"type":"object","additionalProperties":false,"required":["model"],"properties":{"model":{"type":"string"},"prompt":{"type":["string","object"],"minLength":1,"required":["file"],"properties":{"file":{"type":"string","minLength":1}},"additionalProperties":false},"marker":{"type":"string","minLength":1,"default":"####"},"gold":{"type":"string"},"gold_marker":{"type":"string","minLength":1},"samples":{"type":"integer","minimum":1,"maximum":1000,"default":4},"temperature":{"type":"number","minimum":0,"maximum":2,"default":0.7},"top_p":{"type":"number","exclusiveMinimum":0,"maximum":1},"max_tokens":{"type":"integer","minimum":1},"stop":{"type":"array","items":{"type":"string"},"maxItems":4}}};

function validate22(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate22.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.marker === undefined){
data.marker = "####";
}
if(data.samples === undefined){
data.samples = 4;
}
if(data.temperature === undefined){
data.temperature = 0.7;
}
let missing0;
if((data.model === undefined) && (missing0 = "model")){
validate22.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(func0.call(schema49.properties, key0))){
validate22.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.model !== undefined){
const _errs2 = errors;
if(typeof data.model !== "string"){
validate22.errors = [{instancePath:instancePath+"/model",schemaPath:"#/properties/model/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.prompt !== undefined){
let data1 = data.prompt;
const _errs4 = errors;
if((typeof data1 !== "string") && (!(data1 && typeof data1 == "object" && !Array.isArray(data1)))){
validate22.errors = [{instancePath:instancePath+"/prompt",schemaPath:"#/properties/prompt/type",keyword:"type",params:{type: schema49.properties.prompt.type}}];
return false;
}
if(errors === _errs4){
if(typeof data1 === "string"){
if(func1(data1) < 1){
validate22.errors = [{instancePath:instancePath+"/prompt",schemaPath:"#/properties/prompt/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
if(errors === _errs4){
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
let missing1;
if((data1.file === undefined) && (missing1 = "file")){
validate22.errors = [{instancePath:instancePath+"/prompt",schemaPath:"#/properties/prompt/required",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
const _errs6 = errors;
for(const key1 in data1){
if(!(key1 === "file")){
validate22.errors = [{instancePath:instancePath+"/prompt",schemaPath:"#/properties/prompt/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs6 === errors){
if(data1.file !== undefined){
let data2 = data1.file;
const _errs7 = errors;
if(errors === _errs7){
if(typeof data2 === "string"){
if(func1(data2) < 1){
validate22.errors = [{instancePath:instancePath+"/prompt/file",schemaPath:"#/properties/prompt/properties/file/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate22.errors = [{instancePath:instancePath+"/prompt/file",schemaPath:"#/properties/prompt/properties/file/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
}
}
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data3 = data.marker;
const _errs9 = errors;
if(errors === _errs9){
if(typeof data3 === "string"){
if(func1(data3) < 1){
validate22.errors = [{instancePath:instancePath+"/marker",schemaPath:"#/properties/marker/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate22.errors = [{instancePath:instancePath+"/marker",schemaPath:"#/properties/marker/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs9 === errors;
if(valid0){
if(data.gold !== undefined){
const _errs11 = errors;
if(typeof data.gold !== "string"){
validate22.errors = [{instancePath:instancePath+"/gold",schemaPath:"#/properties/gold/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.gold_marker !== undefined){
let data5 = data.gold_marker;
const _errs13 = errors;
if(errors === _errs13){
if(typeof data5 === "string"){
if(func1(data5) < 1){
validate22.errors = [{instancePath:instancePath+"/gold_marker",schemaPath:"#/properties/gold_marker/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate22.errors = [{instancePath:instancePath+"/gold_marker",schemaPath:"#/properties/gold_marker/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data6 = data.samples;
const _errs15 = errors;
if(!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))){
validate22.errors = [{instancePath:instancePath+"/samples",schemaPath:"#/properties/samples/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs15){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 1000 || isNaN(data6)){
validate22.errors = [{instancePath:instancePath+"/samples",schemaPath:"#/properties/samples/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000}}];
return false;
}
else {
if(data6 < 1 || isNaN(data6)){
validate22.errors = [{instancePath:instancePath+"/samples",schemaPath:"#/properties/samples/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
}
var valid0 = _errs15 === errors;
if(valid0){
let data7 = data.temperature;
const _errs17 = errors;
if(errors === _errs17){
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 > 2 || isNaN(data7)){
validate22.errors = [{instancePath:instancePath+"/temperature",schemaPath:"#/properties/temperature/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2}}];
return false;
}
else {
if(data7 < 0 || isNaN(data7)){
validate22.errors = [{instancePath:instancePath+"/temperature",schemaPath:"#/properties/temperature/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
else {
validate22.errors = [{instancePath:instancePath+"/temperature",schemaPath:"#/properties/temperature/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid0 = _errs17 === errors;
if(valid0){
if(data.top_p !== undefined){
let data8 = data.top_p;
const _errs19 = errors;
if(errors === _errs19){
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 > 1 || isNaN(data8)){
validate22.errors = [{instancePath:instancePath+"/top_p",schemaPath:"#/properties/top_p/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1}}];
return false;
}
else {
if(data8 <= 0 || isNaN(data8)){
validate22.errors = [{instancePath:instancePath+"/top_p",schemaPath:"#/properties/top_p/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0}}];
return false;
}
}
}
else {
validate22.errors = [{instancePath:instancePath+"/top_p",schemaPath:"#/properties/top_p/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid0 = _errs19 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.max_tokens !== undefined){
let data9 = data.max_tokens;
const _errs21 = errors;
if(!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))){
validate22.errors = [{instancePath:instancePath+"/max_tokens",schemaPath:"#/properties/max_tokens/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs21){
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 < 1 || isNaN(data9)){
validate22.errors = [{instancePath:instancePath+"/max_tokens",schemaPath:"#/properties/max_tokens/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid0 = _errs21 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.stop !== undefined){
let data10 = data.stop;
const _errs23 = errors;
if(errors === _errs23){
if(Array.isArray(data10)){
if(data10.length > 4){
validate22.errors = [{instancePath:instancePath+"/stop",schemaPath:"#/properties/stop/maxItems",keyword:"maxItems",params:{limit: 4}}];
return false;
}
else {
var valid2 = true;
const len0 = data10.length;
for(let i0=0; i0<len0; i0++){
const _errs25 = errors;
if(typeof data10[i0] !== "string"){
validate22.errors = [{instancePath:instancePath+"/stop/" + i0,schemaPath:"#/properties/stop/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid2 = _errs25 === errors;
if(!valid2){
break;
}
}
}
}
else {
validate22.errors = [{instancePath:instancePath+"/stop",schemaPath:"#/properties/stop/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs23 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate22.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate22.errors = vErrors;
return errors === 0;
}
validate22.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

exports.c9aa97124793f373b44d0028f = validate23;
const schema50 = {"type":"object","additionalProperties":false,"properties":{"column":{"type":"string","default":"completion"},"json":{"type":"object","minProperties":1,"additionalProperties":{"type":"string","pattern":"^[^.]+(\\.[^.]+)*$"}},"regex":{"type":"string","minLength":1},"marker":{"type":"string","minLength":1},"answer":{"type":"string","minLength":1,"default":"answer"},"before":{"type":"string","minLength":1},"on_failure":{"enum":["reject","keep"],"default":"reject"}}};
const pattern25 = new RegExp("^[^.]+(\\.[^.]+)*$", "u");

function validate23(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate23.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.column === undefined){
data.column = "completion";
}
if(data.answer === undefined){
data.answer = "answer";
}
if(data.on_failure === undefined){
data.on_failure = "reject";
}
const _errs1 = errors;
for(const key0 in data){
if(!(((((((key0 === "column") || (key0 === "json")) || (key0 === "regex")) || (key0 === "marker")) || (key0 === "answer")) || (key0 === "before")) || (key0 === "on_failure"))){
validate23.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
const _errs2 = errors;
if(typeof data.column !== "string"){
validate23.errors = [{instancePath:instancePath+"/column",schemaPath:"#/properties/column/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs2 === errors;
if(valid0){
if(data.json !== undefined){
let data1 = data.json;
const _errs4 = errors;
if(errors === _errs4){
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if(Object.keys(data1).length < 1){
validate23.errors = [{instancePath:instancePath+"/json",schemaPath:"#/properties/json/minProperties",keyword:"minProperties",params:{limit: 1}}];
return false;
}
else {
for(const key1 in data1){
let data2 = data1[key1];
const _errs7 = errors;
if(errors === _errs7){
if(typeof data2 === "string"){
if(!pattern25.test(data2)){
validate23.errors = [{instancePath:instancePath+"/json/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/json/additionalProperties/pattern",keyword:"pattern",params:{pattern: "^[^.]+(\\.[^.]+)*$"}}];
return false;
}
}
else {
validate23.errors = [{instancePath:instancePath+"/json/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/json/additionalProperties/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid1 = _errs7 === errors;
if(!valid1){
break;
}
}
}
}
else {
validate23.errors = [{instancePath:instancePath+"/json",schemaPath:"#/properties/json/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.regex !== undefined){
let data3 = data.regex;
const _errs9 = errors;
if(errors === _errs9){
if(typeof data3 === "string"){
if(func1(data3) < 1){
validate23.errors = [{instancePath:instancePath+"/regex",schemaPath:"#/properties/regex/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate23.errors = [{instancePath:instancePath+"/regex",schemaPath:"#/properties/regex/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.marker !== undefined){
let data4 = data.marker;
const _errs11 = errors;
if(errors === _errs11){
if(typeof data4 === "string"){
if(func1(data4) < 1){
validate23.errors = [{instancePath:instancePath+"/marker",schemaPath:"#/properties/marker/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate23.errors = [{instancePath:instancePath+"/marker",schemaPath:"#/properties/marker/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data5 = data.answer;
const _errs13 = errors;
if(errors === _errs13){
if(typeof data5 === "string"){
if(func1(data5) < 1){
validate23.errors = [{instancePath:instancePath+"/answer",schemaPath:"#/properties/answer/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate23.errors = [{instancePath:instancePath+"/answer",schemaPath:"#/properties/answer/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs13 === errors;
if(valid0){
if(data.before !== undefined){
let data6 = data.before;
const _errs15 = errors;
if(errors === _errs15){
if(typeof data6 === "string"){
if(func1(data6) < 1){
validate23.errors = [{instancePath:instancePath+"/before",schemaPath:"#/properties/before/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate23.errors = [{instancePath:instancePath+"/before",schemaPath:"#/properties/before/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data7 = data.on_failure;
const _errs17 = errors;
if(!((data7 === "reject") || (data7 === "keep"))){
validate23.errors = [{instancePath:instancePath+"/on_failure",schemaPath:"#/properties/on_failure/enum",keyword:"enum",params:{allowedValues: schema50.properties.on_failure.enum}}];
return false;
}
var valid0 = _errs17 === errors;
}
}
}
}
}
}
}
}
else {
validate23.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate23.errors = vErrors;
return errors === 0;
}
validate23.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

exports.c04b2d8145058ea77e3292af4 = validate24;
const schema51 = {"type":"object","additionalProperties":false,"required":["keep"],"properties":{"keep":{"type":"string","minLength":1}}};

function validate24(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate24.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
let missing0;
if((data.keep === undefined) && (missing0 = "keep")){
validate24.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(key0 === "keep")){
validate24.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.keep !== undefined){
let data0 = data.keep;
const _errs2 = errors;
if(errors === _errs2){
if(typeof data0 === "string"){
if(func1(data0) < 1){
validate24.errors = [{instancePath:instancePath+"/keep",schemaPath:"#/properties/keep/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate24.errors = [{instancePath:instancePath+"/keep",schemaPath:"#/properties/keep/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
}
}
}
else {
validate24.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate24.errors = vErrors;
return errors === 0;
}
validate24.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

exports.cda74e67b191348fddac8b1aa = validate25;
const schema52 = {"type":"object","additionalProperties":false,"properties":{"fields":{"type":"array","items":{"type":"string"},"minItems":1,"uniqueItems":true},"compare":{"enum":["exact","loose"],"default":"exact"}}};

function validate25(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate25.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.compare === undefined){
data.compare = "exact";
}
const _errs1 = errors;
for(const key0 in data){
if(!((key0 === "fields") || (key0 === "compare"))){
validate25.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.fields !== undefined){
let data0 = data.fields;
const _errs2 = errors;
if(errors === _errs2){
if(Array.isArray(data0)){
if(data0.length < 1){
validate25.errors = [{instancePath:instancePath+"/fields",schemaPath:"#/properties/fields/minItems",keyword:"minItems",params:{limit: 1}}];
return false;
}
else {
var valid1 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
const _errs4 = errors;
if(typeof data0[i0] !== "string"){
validate25.errors = [{instancePath:instancePath+"/fields/" + i0,schemaPath:"#/properties/fields/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid1 = _errs4 === errors;
if(!valid1){
break;
}
}
if(valid1){
let i1 = data0.length;
let j0;
if(i1 > 1){
const indices0 = {};
for(;i1--;){
let item0 = data0[i1];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
validate25.errors = [{instancePath:instancePath+"/fields",schemaPath:"#/properties/fields/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0}}];
return false;
break;
}
indices0[item0] = i1;
}
}
}
}
}
else {
validate25.errors = [{instancePath:instancePath+"/fields",schemaPath:"#/properties/fields/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data2 = data.compare;
const _errs6 = errors;
if(!((data2 === "exact") || (data2 === "loose"))){
validate25.errors = [{instancePath:instancePath+"/compare",schemaPath:"#/properties/compare/enum",keyword:"enum",params:{allowedValues: schema52.properties.compare.enum}}];
return false;
}
var valid0 = _errs6 === errors;
}
}
}
else {
validate25.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate25.errors = vErrors;
return errors === 0;
}
validate25.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

exports.c2725213b2d0b85d2fb4d1dae = validate26;
const schema53 = {"type":"object","additionalProperties":false,"properties":{"field":{"type":"string"},"threshold":{"type":"number","minimum":0.1,"maximum":1,"default":0.8},"shingle":{"type":"integer","minimum":1,"maximum":20,"default":5}}};

function validate26(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate26.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.threshold === undefined){
data.threshold = 0.8;
}
if(data.shingle === undefined){
data.shingle = 5;
}
const _errs1 = errors;
for(const key0 in data){
if(!(((key0 === "field") || (key0 === "threshold")) || (key0 === "shingle"))){
validate26.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.field !== undefined){
const _errs2 = errors;
if(typeof data.field !== "string"){
validate26.errors = [{instancePath:instancePath+"/field",schemaPath:"#/properties/field/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data1 = data.threshold;
const _errs4 = errors;
if(errors === _errs4){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 1 || isNaN(data1)){
validate26.errors = [{instancePath:instancePath+"/threshold",schemaPath:"#/properties/threshold/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1}}];
return false;
}
else {
if(data1 < 0.1 || isNaN(data1)){
validate26.errors = [{instancePath:instancePath+"/threshold",schemaPath:"#/properties/threshold/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0.1}}];
return false;
}
}
}
else {
validate26.errors = [{instancePath:instancePath+"/threshold",schemaPath:"#/properties/threshold/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid0 = _errs4 === errors;
if(valid0){
let data2 = data.shingle;
const _errs6 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate26.errors = [{instancePath:instancePath+"/shingle",schemaPath:"#/properties/shingle/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs6){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 > 20 || isNaN(data2)){
validate26.errors = [{instancePath:instancePath+"/shingle",schemaPath:"#/properties/shingle/maximum",keyword:"maximum",params:{comparison: "<=", limit: 20}}];
return false;
}
else {
if(data2 < 1 || isNaN(data2)){
validate26.errors = [{instancePath:instancePath+"/shingle",schemaPath:"#/properties/shingle/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
}
var valid0 = _errs6 === errors;
}
}
}
}
else {
validate26.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate26.errors = vErrors;
return errors === 0;
}
validate26.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

exports.c48e9dd487ffb9172231cd62a = validate27;
const schema54 = {"type":"object","additionalProperties":false,"properties":{"n":{"type":"integer","minimum":2,"maximum":50,"default":13},"fields":{"type":"array","items":{"type":"string"},"minItems":1},"against_fields":{"type":"array","items":{"type":"string"},"minItems":1}}};

function validate27(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate27.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.n === undefined){
data.n = 13;
}
const _errs1 = errors;
for(const key0 in data){
if(!(((key0 === "n") || (key0 === "fields")) || (key0 === "against_fields"))){
validate27.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
let data0 = data.n;
const _errs2 = errors;
if(!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))){
validate27.errors = [{instancePath:instancePath+"/n",schemaPath:"#/properties/n/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs2){
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 > 50 || isNaN(data0)){
validate27.errors = [{instancePath:instancePath+"/n",schemaPath:"#/properties/n/maximum",keyword:"maximum",params:{comparison: "<=", limit: 50}}];
return false;
}
else {
if(data0 < 2 || isNaN(data0)){
validate27.errors = [{instancePath:instancePath+"/n",schemaPath:"#/properties/n/minimum",keyword:"minimum",params:{comparison: ">=", limit: 2}}];
return false;
}
}
}
}
var valid0 = _errs2 === errors;
if(valid0){
if(data.fields !== undefined){
let data1 = data.fields;
const _errs4 = errors;
if(errors === _errs4){
if(Array.isArray(data1)){
if(data1.length < 1){
validate27.errors = [{instancePath:instancePath+"/fields",schemaPath:"#/properties/fields/minItems",keyword:"minItems",params:{limit: 1}}];
return false;
}
else {
var valid1 = true;
const len0 = data1.length;
for(let i0=0; i0<len0; i0++){
const _errs6 = errors;
if(typeof data1[i0] !== "string"){
validate27.errors = [{instancePath:instancePath+"/fields/" + i0,schemaPath:"#/properties/fields/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid1 = _errs6 === errors;
if(!valid1){
break;
}
}
}
}
else {
validate27.errors = [{instancePath:instancePath+"/fields",schemaPath:"#/properties/fields/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.against_fields !== undefined){
let data3 = data.against_fields;
const _errs8 = errors;
if(errors === _errs8){
if(Array.isArray(data3)){
if(data3.length < 1){
validate27.errors = [{instancePath:instancePath+"/against_fields",schemaPath:"#/properties/against_fields/minItems",keyword:"minItems",params:{limit: 1}}];
return false;
}
else {
var valid2 = true;
const len1 = data3.length;
for(let i1=0; i1<len1; i1++){
const _errs10 = errors;
if(typeof data3[i1] !== "string"){
validate27.errors = [{instancePath:instancePath+"/against_fields/" + i1,schemaPath:"#/properties/against_fields/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid2 = _errs10 === errors;
if(!valid2){
break;
}
}
}
}
else {
validate27.errors = [{instancePath:instancePath+"/against_fields",schemaPath:"#/properties/against_fields/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
else {
validate27.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate27.errors = vErrors;
return errors === 0;
}
validate27.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

exports.c2b4a542d7c0f1d2cb6195acc = validate28;
const schema55 = {"type":"object","additionalProperties":false,"properties":{"answer":{"type":"string","default":"answer"},"gold":{"type":"string","default":"gold"},"marker":{"type":"string","minLength":1},"compare":{"enum":["auto","number","choice","text"],"default":"auto"},"tolerance":{"type":"number","minimum":0,"default":0},"relative_tolerance":{"type":"number","minimum":0,"maximum":1,"default":0},"on_wrong":{"enum":["reject","keep"],"default":"reject"}}};

function validate28(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate28.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.answer === undefined){
data.answer = "answer";
}
if(data.gold === undefined){
data.gold = "gold";
}
if(data.compare === undefined){
data.compare = "auto";
}
if(data.tolerance === undefined){
data.tolerance = 0;
}
if(data.relative_tolerance === undefined){
data.relative_tolerance = 0;
}
if(data.on_wrong === undefined){
data.on_wrong = "reject";
}
const _errs1 = errors;
for(const key0 in data){
if(!(((((((key0 === "answer") || (key0 === "gold")) || (key0 === "marker")) || (key0 === "compare")) || (key0 === "tolerance")) || (key0 === "relative_tolerance")) || (key0 === "on_wrong"))){
validate28.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
const _errs2 = errors;
if(typeof data.answer !== "string"){
validate28.errors = [{instancePath:instancePath+"/answer",schemaPath:"#/properties/answer/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs2 === errors;
if(valid0){
const _errs4 = errors;
if(typeof data.gold !== "string"){
validate28.errors = [{instancePath:instancePath+"/gold",schemaPath:"#/properties/gold/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs4 === errors;
if(valid0){
if(data.marker !== undefined){
let data2 = data.marker;
const _errs6 = errors;
if(errors === _errs6){
if(typeof data2 === "string"){
if(func1(data2) < 1){
validate28.errors = [{instancePath:instancePath+"/marker",schemaPath:"#/properties/marker/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate28.errors = [{instancePath:instancePath+"/marker",schemaPath:"#/properties/marker/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data3 = data.compare;
const _errs8 = errors;
if(!((((data3 === "auto") || (data3 === "number")) || (data3 === "choice")) || (data3 === "text"))){
validate28.errors = [{instancePath:instancePath+"/compare",schemaPath:"#/properties/compare/enum",keyword:"enum",params:{allowedValues: schema55.properties.compare.enum}}];
return false;
}
var valid0 = _errs8 === errors;
if(valid0){
let data4 = data.tolerance;
const _errs9 = errors;
if(errors === _errs9){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 < 0 || isNaN(data4)){
validate28.errors = [{instancePath:instancePath+"/tolerance",schemaPath:"#/properties/tolerance/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
else {
validate28.errors = [{instancePath:instancePath+"/tolerance",schemaPath:"#/properties/tolerance/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid0 = _errs9 === errors;
if(valid0){
let data5 = data.relative_tolerance;
const _errs11 = errors;
if(errors === _errs11){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 > 1 || isNaN(data5)){
validate28.errors = [{instancePath:instancePath+"/relative_tolerance",schemaPath:"#/properties/relative_tolerance/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1}}];
return false;
}
else {
if(data5 < 0 || isNaN(data5)){
validate28.errors = [{instancePath:instancePath+"/relative_tolerance",schemaPath:"#/properties/relative_tolerance/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
else {
validate28.errors = [{instancePath:instancePath+"/relative_tolerance",schemaPath:"#/properties/relative_tolerance/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid0 = _errs11 === errors;
if(valid0){
let data6 = data.on_wrong;
const _errs13 = errors;
if(!((data6 === "reject") || (data6 === "keep"))){
validate28.errors = [{instancePath:instancePath+"/on_wrong",schemaPath:"#/properties/on_wrong/enum",keyword:"enum",params:{allowedValues: schema55.properties.on_wrong.enum}}];
return false;
}
var valid0 = _errs13 === errors;
}
}
}
}
}
}
}
}
else {
validate28.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate28.errors = vErrors;
return errors === 0;
}
validate28.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

exports.c7d74827c4311fc3b11103d8a = validate29;
const schema56 = {"type":"object","additionalProperties":false,"properties":{"weights":{"type":"object","minProperties":1,"additionalProperties":{"type":"number","exclusiveMinimum":0}},"limits":{"type":"object","minProperties":1,"additionalProperties":{"type":"integer","minimum":0}},"total":{"type":"integer","minimum":1},"order":{"enum":["interleave","concat"],"default":"interleave"}}};

function validate29(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate29.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.order === undefined){
data.order = "interleave";
}
const _errs1 = errors;
for(const key0 in data){
if(!((((key0 === "weights") || (key0 === "limits")) || (key0 === "total")) || (key0 === "order"))){
validate29.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.weights !== undefined){
let data0 = data.weights;
const _errs2 = errors;
if(errors === _errs2){
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(Object.keys(data0).length < 1){
validate29.errors = [{instancePath:instancePath+"/weights",schemaPath:"#/properties/weights/minProperties",keyword:"minProperties",params:{limit: 1}}];
return false;
}
else {
for(const key1 in data0){
let data1 = data0[key1];
const _errs5 = errors;
if(errors === _errs5){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 <= 0 || isNaN(data1)){
validate29.errors = [{instancePath:instancePath+"/weights/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/weights/additionalProperties/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0}}];
return false;
}
}
else {
validate29.errors = [{instancePath:instancePath+"/weights/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/weights/additionalProperties/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid1 = _errs5 === errors;
if(!valid1){
break;
}
}
}
}
else {
validate29.errors = [{instancePath:instancePath+"/weights",schemaPath:"#/properties/weights/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.limits !== undefined){
let data2 = data.limits;
const _errs7 = errors;
if(errors === _errs7){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
if(Object.keys(data2).length < 1){
validate29.errors = [{instancePath:instancePath+"/limits",schemaPath:"#/properties/limits/minProperties",keyword:"minProperties",params:{limit: 1}}];
return false;
}
else {
for(const key2 in data2){
let data3 = data2[key2];
const _errs10 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate29.errors = [{instancePath:instancePath+"/limits/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/limits/additionalProperties/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs10){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 < 0 || isNaN(data3)){
validate29.errors = [{instancePath:instancePath+"/limits/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/limits/additionalProperties/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid2 = _errs10 === errors;
if(!valid2){
break;
}
}
}
}
else {
validate29.errors = [{instancePath:instancePath+"/limits",schemaPath:"#/properties/limits/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.total !== undefined){
let data4 = data.total;
const _errs12 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate29.errors = [{instancePath:instancePath+"/total",schemaPath:"#/properties/total/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs12){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 < 1 || isNaN(data4)){
validate29.errors = [{instancePath:instancePath+"/total",schemaPath:"#/properties/total/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid0 = _errs12 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data5 = data.order;
const _errs14 = errors;
if(!((data5 === "interleave") || (data5 === "concat"))){
validate29.errors = [{instancePath:instancePath+"/order",schemaPath:"#/properties/order/enum",keyword:"enum",params:{allowedValues: schema56.properties.order.enum}}];
return false;
}
var valid0 = _errs14 === errors;
}
}
}
}
}
else {
validate29.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate29.errors = vErrors;
return errors === 0;
}
validate29.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

exports.c86cd207c1d63f098af17202b = validate30;
const schema57 = {"type":"object","additionalProperties":false,"properties":{"share":{"type":"number","exclusiveMinimum":0,"exclusiveMaximum":1},"count":{"type":"integer","minimum":1},"by":{"type":"string"},"seed":{"type":"integer","minimum":0,"default":0}}};

function validate30(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate30.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.seed === undefined){
data.seed = 0;
}
const _errs1 = errors;
for(const key0 in data){
if(!((((key0 === "share") || (key0 === "count")) || (key0 === "by")) || (key0 === "seed"))){
validate30.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.share !== undefined){
let data0 = data.share;
const _errs2 = errors;
if(errors === _errs2){
if((typeof data0 == "number") && (isFinite(data0))){
if(data0 >= 1 || isNaN(data0)){
validate30.errors = [{instancePath:instancePath+"/share",schemaPath:"#/properties/share/exclusiveMaximum",keyword:"exclusiveMaximum",params:{comparison: "<", limit: 1}}];
return false;
}
else {
if(data0 <= 0 || isNaN(data0)){
validate30.errors = [{instancePath:instancePath+"/share",schemaPath:"#/properties/share/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0}}];
return false;
}
}
}
else {
validate30.errors = [{instancePath:instancePath+"/share",schemaPath:"#/properties/share/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.count !== undefined){
let data1 = data.count;
const _errs4 = errors;
if(!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))){
validate30.errors = [{instancePath:instancePath+"/count",schemaPath:"#/properties/count/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs4){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 < 1 || isNaN(data1)){
validate30.errors = [{instancePath:instancePath+"/count",schemaPath:"#/properties/count/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.by !== undefined){
const _errs6 = errors;
if(typeof data.by !== "string"){
validate30.errors = [{instancePath:instancePath+"/by",schemaPath:"#/properties/by/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data3 = data.seed;
const _errs8 = errors;
if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){
validate30.errors = [{instancePath:instancePath+"/seed",schemaPath:"#/properties/seed/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs8){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 < 0 || isNaN(data3)){
validate30.errors = [{instancePath:instancePath+"/seed",schemaPath:"#/properties/seed/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid0 = _errs8 === errors;
}
}
}
}
}
else {
validate30.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate30.errors = vErrors;
return errors === 0;
}
validate30.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

exports.c94fdfd2fbd566da5b63d530e = validate31;
const schema58 = {"type":"object","additionalProperties":false,"required":["student"],"properties":{"student":{"type":"string"},"epochs":{"type":"number","exclusiveMinimum":0,"maximum":1000,"default":3},"max_steps":{"type":"integer","minimum":1},"learning_rate":{"type":"number","exclusiveMinimum":0,"maximum":1},"batch_size":{"type":"integer","minimum":1,"default":16},"gradient_accumulation":{"type":"integer","minimum":1,"default":1},"warmup_ratio":{"type":"number","minimum":0,"maximum":1,"default":0.05},"warmup_steps":{"type":"integer","minimum":0},"schedule":{"enum":["linear","cosine","constant"],"default":"linear"},"weight_decay":{"type":"number","minimum":0,"maximum":1,"default":0},"max_grad_norm":{"type":"number","minimum":0,"default":1},"gradient_checkpointing":{"type":"boolean"},"save_steps":{"type":"integer","minimum":1},"max_length":{"type":"integer","minimum":8},"over_long":{"enum":["fail","drop","truncate"],"default":"fail"},"lora":{"type":"object","additionalProperties":false,"properties":{"r":{"type":"integer","minimum":1,"default":16},"alpha":{"type":"number","exclusiveMinimum":0},"dropout":{"type":"number","minimum":0,"maximum":0.9,"default":0},"target_modules":{"type":"array","items":{"type":"string"},"minItems":1}}},"rationale":{"enum":["with-answer","answer-only"],"default":"with-answer"},"packing":{"type":"boolean","default":false}}};

function validate31(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate31.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.epochs === undefined){
data.epochs = 3;
}
if(data.batch_size === undefined){
data.batch_size = 16;
}
if(data.gradient_accumulation === undefined){
data.gradient_accumulation = 1;
}
if(data.warmup_ratio === undefined){
data.warmup_ratio = 0.05;
}
if(data.schedule === undefined){
data.schedule = "linear";
}
if(data.weight_decay === undefined){
data.weight_decay = 0;
}
if(data.max_grad_norm === undefined){
data.max_grad_norm = 1;
}
if(data.over_long === undefined){
data.over_long = "fail";
}
if(data.rationale === undefined){
data.rationale = "with-answer";
}
if(data.packing === undefined){
data.packing = false;
}
let missing0;
if((data.student === undefined) && (missing0 = "student")){
validate31.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(func0.call(schema58.properties, key0))){
validate31.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.student !== undefined){
const _errs2 = errors;
if(typeof data.student !== "string"){
validate31.errors = [{instancePath:instancePath+"/student",schemaPath:"#/properties/student/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data1 = data.epochs;
const _errs4 = errors;
if(errors === _errs4){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 1000 || isNaN(data1)){
validate31.errors = [{instancePath:instancePath+"/epochs",schemaPath:"#/properties/epochs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000}}];
return false;
}
else {
if(data1 <= 0 || isNaN(data1)){
validate31.errors = [{instancePath:instancePath+"/epochs",schemaPath:"#/properties/epochs/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0}}];
return false;
}
}
}
else {
validate31.errors = [{instancePath:instancePath+"/epochs",schemaPath:"#/properties/epochs/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid0 = _errs4 === errors;
if(valid0){
if(data.max_steps !== undefined){
let data2 = data.max_steps;
const _errs6 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate31.errors = [{instancePath:instancePath+"/max_steps",schemaPath:"#/properties/max_steps/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs6){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 < 1 || isNaN(data2)){
validate31.errors = [{instancePath:instancePath+"/max_steps",schemaPath:"#/properties/max_steps/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.learning_rate !== undefined){
let data3 = data.learning_rate;
const _errs8 = errors;
if(errors === _errs8){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 1 || isNaN(data3)){
validate31.errors = [{instancePath:instancePath+"/learning_rate",schemaPath:"#/properties/learning_rate/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1}}];
return false;
}
else {
if(data3 <= 0 || isNaN(data3)){
validate31.errors = [{instancePath:instancePath+"/learning_rate",schemaPath:"#/properties/learning_rate/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0}}];
return false;
}
}
}
else {
validate31.errors = [{instancePath:instancePath+"/learning_rate",schemaPath:"#/properties/learning_rate/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data4 = data.batch_size;
const _errs10 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate31.errors = [{instancePath:instancePath+"/batch_size",schemaPath:"#/properties/batch_size/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs10){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 < 1 || isNaN(data4)){
validate31.errors = [{instancePath:instancePath+"/batch_size",schemaPath:"#/properties/batch_size/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid0 = _errs10 === errors;
if(valid0){
let data5 = data.gradient_accumulation;
const _errs12 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate31.errors = [{instancePath:instancePath+"/gradient_accumulation",schemaPath:"#/properties/gradient_accumulation/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs12){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 < 1 || isNaN(data5)){
validate31.errors = [{instancePath:instancePath+"/gradient_accumulation",schemaPath:"#/properties/gradient_accumulation/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid0 = _errs12 === errors;
if(valid0){
let data6 = data.warmup_ratio;
const _errs14 = errors;
if(errors === _errs14){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 1 || isNaN(data6)){
validate31.errors = [{instancePath:instancePath+"/warmup_ratio",schemaPath:"#/properties/warmup_ratio/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1}}];
return false;
}
else {
if(data6 < 0 || isNaN(data6)){
validate31.errors = [{instancePath:instancePath+"/warmup_ratio",schemaPath:"#/properties/warmup_ratio/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
else {
validate31.errors = [{instancePath:instancePath+"/warmup_ratio",schemaPath:"#/properties/warmup_ratio/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid0 = _errs14 === errors;
if(valid0){
if(data.warmup_steps !== undefined){
let data7 = data.warmup_steps;
const _errs16 = errors;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
validate31.errors = [{instancePath:instancePath+"/warmup_steps",schemaPath:"#/properties/warmup_steps/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs16){
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 < 0 || isNaN(data7)){
validate31.errors = [{instancePath:instancePath+"/warmup_steps",schemaPath:"#/properties/warmup_steps/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data8 = data.schedule;
const _errs18 = errors;
if(!(((data8 === "linear") || (data8 === "cosine")) || (data8 === "constant"))){
validate31.errors = [{instancePath:instancePath+"/schedule",schemaPath:"#/properties/schedule/enum",keyword:"enum",params:{allowedValues: schema58.properties.schedule.enum}}];
return false;
}
var valid0 = _errs18 === errors;
if(valid0){
let data9 = data.weight_decay;
const _errs19 = errors;
if(errors === _errs19){
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 1 || isNaN(data9)){
validate31.errors = [{instancePath:instancePath+"/weight_decay",schemaPath:"#/properties/weight_decay/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1}}];
return false;
}
else {
if(data9 < 0 || isNaN(data9)){
validate31.errors = [{instancePath:instancePath+"/weight_decay",schemaPath:"#/properties/weight_decay/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
else {
validate31.errors = [{instancePath:instancePath+"/weight_decay",schemaPath:"#/properties/weight_decay/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid0 = _errs19 === errors;
if(valid0){
let data10 = data.max_grad_norm;
const _errs21 = errors;
if(errors === _errs21){
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 < 0 || isNaN(data10)){
validate31.errors = [{instancePath:instancePath+"/max_grad_norm",schemaPath:"#/properties/max_grad_norm/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
else {
validate31.errors = [{instancePath:instancePath+"/max_grad_norm",schemaPath:"#/properties/max_grad_norm/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid0 = _errs21 === errors;
if(valid0){
if(data.gradient_checkpointing !== undefined){
const _errs23 = errors;
if(typeof data.gradient_checkpointing !== "boolean"){
validate31.errors = [{instancePath:instancePath+"/gradient_checkpointing",schemaPath:"#/properties/gradient_checkpointing/type",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid0 = _errs23 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.save_steps !== undefined){
let data12 = data.save_steps;
const _errs25 = errors;
if(!(((typeof data12 == "number") && (!(data12 % 1) && !isNaN(data12))) && (isFinite(data12)))){
validate31.errors = [{instancePath:instancePath+"/save_steps",schemaPath:"#/properties/save_steps/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs25){
if((typeof data12 == "number") && (isFinite(data12))){
if(data12 < 1 || isNaN(data12)){
validate31.errors = [{instancePath:instancePath+"/save_steps",schemaPath:"#/properties/save_steps/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid0 = _errs25 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.max_length !== undefined){
let data13 = data.max_length;
const _errs27 = errors;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
validate31.errors = [{instancePath:instancePath+"/max_length",schemaPath:"#/properties/max_length/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs27){
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 < 8 || isNaN(data13)){
validate31.errors = [{instancePath:instancePath+"/max_length",schemaPath:"#/properties/max_length/minimum",keyword:"minimum",params:{comparison: ">=", limit: 8}}];
return false;
}
}
}
var valid0 = _errs27 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data14 = data.over_long;
const _errs29 = errors;
if(!(((data14 === "fail") || (data14 === "drop")) || (data14 === "truncate"))){
validate31.errors = [{instancePath:instancePath+"/over_long",schemaPath:"#/properties/over_long/enum",keyword:"enum",params:{allowedValues: schema58.properties.over_long.enum}}];
return false;
}
var valid0 = _errs29 === errors;
if(valid0){
if(data.lora !== undefined){
let data15 = data.lora;
const _errs30 = errors;
if(errors === _errs30){
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
if(data15.r === undefined){
data15.r = 16;
}
if(data15.dropout === undefined){
data15.dropout = 0;
}
const _errs32 = errors;
for(const key1 in data15){
if(!((((key1 === "r") || (key1 === "alpha")) || (key1 === "dropout")) || (key1 === "target_modules"))){
validate31.errors = [{instancePath:instancePath+"/lora",schemaPath:"#/properties/lora/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs32 === errors){
let data16 = data15.r;
const _errs33 = errors;
if(!(((typeof data16 == "number") && (!(data16 % 1) && !isNaN(data16))) && (isFinite(data16)))){
validate31.errors = [{instancePath:instancePath+"/lora/r",schemaPath:"#/properties/lora/properties/r/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs33){
if((typeof data16 == "number") && (isFinite(data16))){
if(data16 < 1 || isNaN(data16)){
validate31.errors = [{instancePath:instancePath+"/lora/r",schemaPath:"#/properties/lora/properties/r/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid1 = _errs33 === errors;
if(valid1){
if(data15.alpha !== undefined){
let data17 = data15.alpha;
const _errs35 = errors;
if(errors === _errs35){
if((typeof data17 == "number") && (isFinite(data17))){
if(data17 <= 0 || isNaN(data17)){
validate31.errors = [{instancePath:instancePath+"/lora/alpha",schemaPath:"#/properties/lora/properties/alpha/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0}}];
return false;
}
}
else {
validate31.errors = [{instancePath:instancePath+"/lora/alpha",schemaPath:"#/properties/lora/properties/alpha/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid1 = _errs35 === errors;
}
else {
var valid1 = true;
}
if(valid1){
let data18 = data15.dropout;
const _errs37 = errors;
if(errors === _errs37){
if((typeof data18 == "number") && (isFinite(data18))){
if(data18 > 0.9 || isNaN(data18)){
validate31.errors = [{instancePath:instancePath+"/lora/dropout",schemaPath:"#/properties/lora/properties/dropout/maximum",keyword:"maximum",params:{comparison: "<=", limit: 0.9}}];
return false;
}
else {
if(data18 < 0 || isNaN(data18)){
validate31.errors = [{instancePath:instancePath+"/lora/dropout",schemaPath:"#/properties/lora/properties/dropout/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
else {
validate31.errors = [{instancePath:instancePath+"/lora/dropout",schemaPath:"#/properties/lora/properties/dropout/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid1 = _errs37 === errors;
if(valid1){
if(data15.target_modules !== undefined){
let data19 = data15.target_modules;
const _errs39 = errors;
if(errors === _errs39){
if(Array.isArray(data19)){
if(data19.length < 1){
validate31.errors = [{instancePath:instancePath+"/lora/target_modules",schemaPath:"#/properties/lora/properties/target_modules/minItems",keyword:"minItems",params:{limit: 1}}];
return false;
}
else {
var valid2 = true;
const len0 = data19.length;
for(let i0=0; i0<len0; i0++){
const _errs41 = errors;
if(typeof data19[i0] !== "string"){
validate31.errors = [{instancePath:instancePath+"/lora/target_modules/" + i0,schemaPath:"#/properties/lora/properties/target_modules/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid2 = _errs41 === errors;
if(!valid2){
break;
}
}
}
}
else {
validate31.errors = [{instancePath:instancePath+"/lora/target_modules",schemaPath:"#/properties/lora/properties/target_modules/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid1 = _errs39 === errors;
}
else {
var valid1 = true;
}
}
}
}
}
}
else {
validate31.errors = [{instancePath:instancePath+"/lora",schemaPath:"#/properties/lora/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs30 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data21 = data.rationale;
const _errs43 = errors;
if(!((data21 === "with-answer") || (data21 === "answer-only"))){
validate31.errors = [{instancePath:instancePath+"/rationale",schemaPath:"#/properties/rationale/enum",keyword:"enum",params:{allowedValues: schema58.properties.rationale.enum}}];
return false;
}
var valid0 = _errs43 === errors;
if(valid0){
const _errs44 = errors;
if(typeof data.packing !== "boolean"){
validate31.errors = [{instancePath:instancePath+"/packing",schemaPath:"#/properties/packing/type",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid0 = _errs44 === errors;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate31.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate31.errors = vErrors;
return errors === 0;
}
validate31.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

exports.c1010464472659a99afac97a5 = validate32;
const schema59 = {"type":"object","additionalProperties":false,"required":["student"],"properties":{"student":{"type":"string"},"epochs":{"type":"number","exclusiveMinimum":0,"maximum":1000,"default":1},"max_steps":{"type":"integer","minimum":1},"learning_rate":{"type":"number","exclusiveMinimum":0,"maximum":1},"batch_size":{"type":"integer","minimum":1,"default":16},"gradient_accumulation":{"type":"integer","minimum":1,"default":1},"warmup_ratio":{"type":"number","minimum":0,"maximum":1,"default":0.05},"warmup_steps":{"type":"integer","minimum":0},"schedule":{"enum":["linear","cosine","constant"],"default":"linear"},"weight_decay":{"type":"number","minimum":0,"maximum":1,"default":0},"max_grad_norm":{"type":"number","minimum":0,"default":1},"gradient_checkpointing":{"type":"boolean"},"save_steps":{"type":"integer","minimum":1},"max_length":{"type":"integer","minimum":8},"over_long":{"enum":["fail","drop"],"default":"fail"},"lora":{"type":"object","additionalProperties":false,"properties":{"r":{"type":"integer","minimum":1,"default":16},"alpha":{"type":"number","exclusiveMinimum":0},"dropout":{"type":"number","minimum":0,"maximum":0.9,"default":0},"target_modules":{"type":"array","items":{"type":"string"},"minItems":1}}},"reference":{"type":"string"},"loss":{"enum":["sigmoid","robust","ipo","hinge"],"default":"sigmoid"},"beta":{"type":"number","exclusiveMinimum":0,"maximum":100,"default":0.1},"label_smoothing":{"type":"number","minimum":0,"exclusiveMaximum":0.5,"default":0}}};

function validate32(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate32.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.epochs === undefined){
data.epochs = 1;
}
if(data.batch_size === undefined){
data.batch_size = 16;
}
if(data.gradient_accumulation === undefined){
data.gradient_accumulation = 1;
}
if(data.warmup_ratio === undefined){
data.warmup_ratio = 0.05;
}
if(data.schedule === undefined){
data.schedule = "linear";
}
if(data.weight_decay === undefined){
data.weight_decay = 0;
}
if(data.max_grad_norm === undefined){
data.max_grad_norm = 1;
}
if(data.over_long === undefined){
data.over_long = "fail";
}
if(data.loss === undefined){
data.loss = "sigmoid";
}
if(data.beta === undefined){
data.beta = 0.1;
}
if(data.label_smoothing === undefined){
data.label_smoothing = 0;
}
let missing0;
if((data.student === undefined) && (missing0 = "student")){
validate32.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(func0.call(schema59.properties, key0))){
validate32.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.student !== undefined){
const _errs2 = errors;
if(typeof data.student !== "string"){
validate32.errors = [{instancePath:instancePath+"/student",schemaPath:"#/properties/student/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data1 = data.epochs;
const _errs4 = errors;
if(errors === _errs4){
if((typeof data1 == "number") && (isFinite(data1))){
if(data1 > 1000 || isNaN(data1)){
validate32.errors = [{instancePath:instancePath+"/epochs",schemaPath:"#/properties/epochs/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1000}}];
return false;
}
else {
if(data1 <= 0 || isNaN(data1)){
validate32.errors = [{instancePath:instancePath+"/epochs",schemaPath:"#/properties/epochs/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0}}];
return false;
}
}
}
else {
validate32.errors = [{instancePath:instancePath+"/epochs",schemaPath:"#/properties/epochs/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid0 = _errs4 === errors;
if(valid0){
if(data.max_steps !== undefined){
let data2 = data.max_steps;
const _errs6 = errors;
if(!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))){
validate32.errors = [{instancePath:instancePath+"/max_steps",schemaPath:"#/properties/max_steps/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs6){
if((typeof data2 == "number") && (isFinite(data2))){
if(data2 < 1 || isNaN(data2)){
validate32.errors = [{instancePath:instancePath+"/max_steps",schemaPath:"#/properties/max_steps/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid0 = _errs6 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.learning_rate !== undefined){
let data3 = data.learning_rate;
const _errs8 = errors;
if(errors === _errs8){
if((typeof data3 == "number") && (isFinite(data3))){
if(data3 > 1 || isNaN(data3)){
validate32.errors = [{instancePath:instancePath+"/learning_rate",schemaPath:"#/properties/learning_rate/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1}}];
return false;
}
else {
if(data3 <= 0 || isNaN(data3)){
validate32.errors = [{instancePath:instancePath+"/learning_rate",schemaPath:"#/properties/learning_rate/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0}}];
return false;
}
}
}
else {
validate32.errors = [{instancePath:instancePath+"/learning_rate",schemaPath:"#/properties/learning_rate/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data4 = data.batch_size;
const _errs10 = errors;
if(!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))){
validate32.errors = [{instancePath:instancePath+"/batch_size",schemaPath:"#/properties/batch_size/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs10){
if((typeof data4 == "number") && (isFinite(data4))){
if(data4 < 1 || isNaN(data4)){
validate32.errors = [{instancePath:instancePath+"/batch_size",schemaPath:"#/properties/batch_size/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid0 = _errs10 === errors;
if(valid0){
let data5 = data.gradient_accumulation;
const _errs12 = errors;
if(!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))){
validate32.errors = [{instancePath:instancePath+"/gradient_accumulation",schemaPath:"#/properties/gradient_accumulation/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs12){
if((typeof data5 == "number") && (isFinite(data5))){
if(data5 < 1 || isNaN(data5)){
validate32.errors = [{instancePath:instancePath+"/gradient_accumulation",schemaPath:"#/properties/gradient_accumulation/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid0 = _errs12 === errors;
if(valid0){
let data6 = data.warmup_ratio;
const _errs14 = errors;
if(errors === _errs14){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 > 1 || isNaN(data6)){
validate32.errors = [{instancePath:instancePath+"/warmup_ratio",schemaPath:"#/properties/warmup_ratio/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1}}];
return false;
}
else {
if(data6 < 0 || isNaN(data6)){
validate32.errors = [{instancePath:instancePath+"/warmup_ratio",schemaPath:"#/properties/warmup_ratio/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
else {
validate32.errors = [{instancePath:instancePath+"/warmup_ratio",schemaPath:"#/properties/warmup_ratio/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid0 = _errs14 === errors;
if(valid0){
if(data.warmup_steps !== undefined){
let data7 = data.warmup_steps;
const _errs16 = errors;
if(!(((typeof data7 == "number") && (!(data7 % 1) && !isNaN(data7))) && (isFinite(data7)))){
validate32.errors = [{instancePath:instancePath+"/warmup_steps",schemaPath:"#/properties/warmup_steps/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs16){
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 < 0 || isNaN(data7)){
validate32.errors = [{instancePath:instancePath+"/warmup_steps",schemaPath:"#/properties/warmup_steps/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid0 = _errs16 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data8 = data.schedule;
const _errs18 = errors;
if(!(((data8 === "linear") || (data8 === "cosine")) || (data8 === "constant"))){
validate32.errors = [{instancePath:instancePath+"/schedule",schemaPath:"#/properties/schedule/enum",keyword:"enum",params:{allowedValues: schema59.properties.schedule.enum}}];
return false;
}
var valid0 = _errs18 === errors;
if(valid0){
let data9 = data.weight_decay;
const _errs19 = errors;
if(errors === _errs19){
if((typeof data9 == "number") && (isFinite(data9))){
if(data9 > 1 || isNaN(data9)){
validate32.errors = [{instancePath:instancePath+"/weight_decay",schemaPath:"#/properties/weight_decay/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1}}];
return false;
}
else {
if(data9 < 0 || isNaN(data9)){
validate32.errors = [{instancePath:instancePath+"/weight_decay",schemaPath:"#/properties/weight_decay/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
else {
validate32.errors = [{instancePath:instancePath+"/weight_decay",schemaPath:"#/properties/weight_decay/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid0 = _errs19 === errors;
if(valid0){
let data10 = data.max_grad_norm;
const _errs21 = errors;
if(errors === _errs21){
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 < 0 || isNaN(data10)){
validate32.errors = [{instancePath:instancePath+"/max_grad_norm",schemaPath:"#/properties/max_grad_norm/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
else {
validate32.errors = [{instancePath:instancePath+"/max_grad_norm",schemaPath:"#/properties/max_grad_norm/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid0 = _errs21 === errors;
if(valid0){
if(data.gradient_checkpointing !== undefined){
const _errs23 = errors;
if(typeof data.gradient_checkpointing !== "boolean"){
validate32.errors = [{instancePath:instancePath+"/gradient_checkpointing",schemaPath:"#/properties/gradient_checkpointing/type",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid0 = _errs23 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.save_steps !== undefined){
let data12 = data.save_steps;
const _errs25 = errors;
if(!(((typeof data12 == "number") && (!(data12 % 1) && !isNaN(data12))) && (isFinite(data12)))){
validate32.errors = [{instancePath:instancePath+"/save_steps",schemaPath:"#/properties/save_steps/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs25){
if((typeof data12 == "number") && (isFinite(data12))){
if(data12 < 1 || isNaN(data12)){
validate32.errors = [{instancePath:instancePath+"/save_steps",schemaPath:"#/properties/save_steps/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid0 = _errs25 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.max_length !== undefined){
let data13 = data.max_length;
const _errs27 = errors;
if(!(((typeof data13 == "number") && (!(data13 % 1) && !isNaN(data13))) && (isFinite(data13)))){
validate32.errors = [{instancePath:instancePath+"/max_length",schemaPath:"#/properties/max_length/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs27){
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 < 8 || isNaN(data13)){
validate32.errors = [{instancePath:instancePath+"/max_length",schemaPath:"#/properties/max_length/minimum",keyword:"minimum",params:{comparison: ">=", limit: 8}}];
return false;
}
}
}
var valid0 = _errs27 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data14 = data.over_long;
const _errs29 = errors;
if(!((data14 === "fail") || (data14 === "drop"))){
validate32.errors = [{instancePath:instancePath+"/over_long",schemaPath:"#/properties/over_long/enum",keyword:"enum",params:{allowedValues: schema59.properties.over_long.enum}}];
return false;
}
var valid0 = _errs29 === errors;
if(valid0){
if(data.lora !== undefined){
let data15 = data.lora;
const _errs30 = errors;
if(errors === _errs30){
if(data15 && typeof data15 == "object" && !Array.isArray(data15)){
if(data15.r === undefined){
data15.r = 16;
}
if(data15.dropout === undefined){
data15.dropout = 0;
}
const _errs32 = errors;
for(const key1 in data15){
if(!((((key1 === "r") || (key1 === "alpha")) || (key1 === "dropout")) || (key1 === "target_modules"))){
validate32.errors = [{instancePath:instancePath+"/lora",schemaPath:"#/properties/lora/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key1}}];
return false;
break;
}
}
if(_errs32 === errors){
let data16 = data15.r;
const _errs33 = errors;
if(!(((typeof data16 == "number") && (!(data16 % 1) && !isNaN(data16))) && (isFinite(data16)))){
validate32.errors = [{instancePath:instancePath+"/lora/r",schemaPath:"#/properties/lora/properties/r/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs33){
if((typeof data16 == "number") && (isFinite(data16))){
if(data16 < 1 || isNaN(data16)){
validate32.errors = [{instancePath:instancePath+"/lora/r",schemaPath:"#/properties/lora/properties/r/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid1 = _errs33 === errors;
if(valid1){
if(data15.alpha !== undefined){
let data17 = data15.alpha;
const _errs35 = errors;
if(errors === _errs35){
if((typeof data17 == "number") && (isFinite(data17))){
if(data17 <= 0 || isNaN(data17)){
validate32.errors = [{instancePath:instancePath+"/lora/alpha",schemaPath:"#/properties/lora/properties/alpha/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0}}];
return false;
}
}
else {
validate32.errors = [{instancePath:instancePath+"/lora/alpha",schemaPath:"#/properties/lora/properties/alpha/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid1 = _errs35 === errors;
}
else {
var valid1 = true;
}
if(valid1){
let data18 = data15.dropout;
const _errs37 = errors;
if(errors === _errs37){
if((typeof data18 == "number") && (isFinite(data18))){
if(data18 > 0.9 || isNaN(data18)){
validate32.errors = [{instancePath:instancePath+"/lora/dropout",schemaPath:"#/properties/lora/properties/dropout/maximum",keyword:"maximum",params:{comparison: "<=", limit: 0.9}}];
return false;
}
else {
if(data18 < 0 || isNaN(data18)){
validate32.errors = [{instancePath:instancePath+"/lora/dropout",schemaPath:"#/properties/lora/properties/dropout/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
else {
validate32.errors = [{instancePath:instancePath+"/lora/dropout",schemaPath:"#/properties/lora/properties/dropout/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid1 = _errs37 === errors;
if(valid1){
if(data15.target_modules !== undefined){
let data19 = data15.target_modules;
const _errs39 = errors;
if(errors === _errs39){
if(Array.isArray(data19)){
if(data19.length < 1){
validate32.errors = [{instancePath:instancePath+"/lora/target_modules",schemaPath:"#/properties/lora/properties/target_modules/minItems",keyword:"minItems",params:{limit: 1}}];
return false;
}
else {
var valid2 = true;
const len0 = data19.length;
for(let i0=0; i0<len0; i0++){
const _errs41 = errors;
if(typeof data19[i0] !== "string"){
validate32.errors = [{instancePath:instancePath+"/lora/target_modules/" + i0,schemaPath:"#/properties/lora/properties/target_modules/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid2 = _errs41 === errors;
if(!valid2){
break;
}
}
}
}
else {
validate32.errors = [{instancePath:instancePath+"/lora/target_modules",schemaPath:"#/properties/lora/properties/target_modules/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid1 = _errs39 === errors;
}
else {
var valid1 = true;
}
}
}
}
}
}
else {
validate32.errors = [{instancePath:instancePath+"/lora",schemaPath:"#/properties/lora/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs30 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.reference !== undefined){
const _errs43 = errors;
if(typeof data.reference !== "string"){
validate32.errors = [{instancePath:instancePath+"/reference",schemaPath:"#/properties/reference/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs43 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data22 = data.loss;
const _errs45 = errors;
if(!((((data22 === "sigmoid") || (data22 === "robust")) || (data22 === "ipo")) || (data22 === "hinge"))){
validate32.errors = [{instancePath:instancePath+"/loss",schemaPath:"#/properties/loss/enum",keyword:"enum",params:{allowedValues: schema59.properties.loss.enum}}];
return false;
}
var valid0 = _errs45 === errors;
if(valid0){
let data23 = data.beta;
const _errs46 = errors;
if(errors === _errs46){
if((typeof data23 == "number") && (isFinite(data23))){
if(data23 > 100 || isNaN(data23)){
validate32.errors = [{instancePath:instancePath+"/beta",schemaPath:"#/properties/beta/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100}}];
return false;
}
else {
if(data23 <= 0 || isNaN(data23)){
validate32.errors = [{instancePath:instancePath+"/beta",schemaPath:"#/properties/beta/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0}}];
return false;
}
}
}
else {
validate32.errors = [{instancePath:instancePath+"/beta",schemaPath:"#/properties/beta/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid0 = _errs46 === errors;
if(valid0){
let data24 = data.label_smoothing;
const _errs48 = errors;
if(errors === _errs48){
if((typeof data24 == "number") && (isFinite(data24))){
if(data24 < 0 || isNaN(data24)){
validate32.errors = [{instancePath:instancePath+"/label_smoothing",schemaPath:"#/properties/label_smoothing/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
else {
if(data24 >= 0.5 || isNaN(data24)){
validate32.errors = [{instancePath:instancePath+"/label_smoothing",schemaPath:"#/properties/label_smoothing/exclusiveMaximum",keyword:"exclusiveMaximum",params:{comparison: "<", limit: 0.5}}];
return false;
}
}
}
else {
validate32.errors = [{instancePath:instancePath+"/label_smoothing",schemaPath:"#/properties/label_smoothing/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid0 = _errs48 === errors;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate32.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate32.errors = vErrors;
return errors === 0;
}
validate32.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

exports.c3e1272b9b90d175d766c41f8 = validate33;
const schema60 = {"type":"object","additionalProperties":false,"required":["models"],"properties":{"models":{"type":"array","items":{"type":"string"},"minItems":1,"uniqueItems":true},"field":{"type":"string","default":"completion"},"compare":{"enum":["text","json"],"default":"text"},"normalise":{"enum":["none","loose","answer"],"default":"none"},"prompts":{"type":"object","additionalProperties":{"type":["string","object"],"minLength":1,"required":["file"],"properties":{"file":{"type":"string","minLength":1}},"additionalProperties":false},"propertyNames":{"type":"string"}},"reply":{"type":"object","additionalProperties":false,"required":["schema"],"properties":{"schema":{"type":["string","object"],"minLength":1},"attempts":{"type":"integer","minimum":0,"maximum":10,"default":2}}},"resamples":{"type":"integer","minimum":100,"maximum":100000,"default":1000},"temperature":{"type":"number","minimum":0,"maximum":2,"default":0},"top_p":{"type":"number","exclusiveMinimum":0,"maximum":1},"max_tokens":{"type":"integer","minimum":1},"stop":{"type":"array","items":{"type":"string"},"maxItems":4}}};

function validate33(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate33.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.field === undefined){
data.field = "completion";
}
if(data.compare === undefined){
data.compare = "text";
}
if(data.normalise === undefined){
data.normalise = "none";
}
if(data.resamples === undefined){
data.resamples = 1000;
}
if(data.temperature === undefined){
data.temperature = 0;
}
let missing0;
if((data.models === undefined) && (missing0 = "models")){
validate33.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(func0.call(schema60.properties, key0))){
validate33.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.models !== undefined){
let data0 = data.models;
const _errs2 = errors;
if(errors === _errs2){
if(Array.isArray(data0)){
if(data0.length < 1){
validate33.errors = [{instancePath:instancePath+"/models",schemaPath:"#/properties/models/minItems",keyword:"minItems",params:{limit: 1}}];
return false;
}
else {
var valid1 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
const _errs4 = errors;
if(typeof data0[i0] !== "string"){
validate33.errors = [{instancePath:instancePath+"/models/" + i0,schemaPath:"#/properties/models/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid1 = _errs4 === errors;
if(!valid1){
break;
}
}
if(valid1){
let i1 = data0.length;
let j0;
if(i1 > 1){
const indices0 = {};
for(;i1--;){
let item0 = data0[i1];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
validate33.errors = [{instancePath:instancePath+"/models",schemaPath:"#/properties/models/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0}}];
return false;
break;
}
indices0[item0] = i1;
}
}
}
}
}
else {
validate33.errors = [{instancePath:instancePath+"/models",schemaPath:"#/properties/models/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
const _errs6 = errors;
if(typeof data.field !== "string"){
validate33.errors = [{instancePath:instancePath+"/field",schemaPath:"#/properties/field/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs6 === errors;
if(valid0){
let data3 = data.compare;
const _errs8 = errors;
if(!((data3 === "text") || (data3 === "json"))){
validate33.errors = [{instancePath:instancePath+"/compare",schemaPath:"#/properties/compare/enum",keyword:"enum",params:{allowedValues: schema60.properties.compare.enum}}];
return false;
}
var valid0 = _errs8 === errors;
if(valid0){
let data4 = data.normalise;
const _errs9 = errors;
if(!(((data4 === "none") || (data4 === "loose")) || (data4 === "answer"))){
validate33.errors = [{instancePath:instancePath+"/normalise",schemaPath:"#/properties/normalise/enum",keyword:"enum",params:{allowedValues: schema60.properties.normalise.enum}}];
return false;
}
var valid0 = _errs9 === errors;
if(valid0){
if(data.prompts !== undefined){
let data5 = data.prompts;
const _errs10 = errors;
if(errors === _errs10){
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
for(const key1 in data5){
const _errs12 = errors;
if(typeof key1 !== "string"){
const err0 = {instancePath:instancePath+"/prompts",schemaPath:"#/properties/prompts/propertyNames/type",keyword:"type",params:{type: "string"},propertyName:key1};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
var valid3 = _errs12 === errors;
if(!valid3){
const err1 = {instancePath:instancePath+"/prompts",schemaPath:"#/properties/prompts/propertyNames",keyword:"propertyNames",params:{propertyName: key1}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
validate33.errors = vErrors;
return false;
break;
}
}
if(valid3){
for(const key2 in data5){
let data6 = data5[key2];
const _errs15 = errors;
if((typeof data6 !== "string") && (!(data6 && typeof data6 == "object" && !Array.isArray(data6)))){
validate33.errors = [{instancePath:instancePath+"/prompts/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/prompts/additionalProperties/type",keyword:"type",params:{type: schema60.properties.prompts.additionalProperties.type}}];
return false;
}
if(errors === _errs15){
if(typeof data6 === "string"){
if(func1(data6) < 1){
validate33.errors = [{instancePath:instancePath+"/prompts/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/prompts/additionalProperties/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
if(errors === _errs15){
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
let missing1;
if((data6.file === undefined) && (missing1 = "file")){
validate33.errors = [{instancePath:instancePath+"/prompts/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/prompts/additionalProperties/required",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
const _errs17 = errors;
for(const key3 in data6){
if(!(key3 === "file")){
validate33.errors = [{instancePath:instancePath+"/prompts/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/prompts/additionalProperties/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3}}];
return false;
break;
}
}
if(_errs17 === errors){
if(data6.file !== undefined){
let data7 = data6.file;
const _errs18 = errors;
if(errors === _errs18){
if(typeof data7 === "string"){
if(func1(data7) < 1){
validate33.errors = [{instancePath:instancePath+"/prompts/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/file",schemaPath:"#/properties/prompts/additionalProperties/properties/file/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate33.errors = [{instancePath:instancePath+"/prompts/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/file",schemaPath:"#/properties/prompts/additionalProperties/properties/file/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
}
}
}
}
}
var valid4 = _errs15 === errors;
if(!valid4){
break;
}
}
}
}
else {
validate33.errors = [{instancePath:instancePath+"/prompts",schemaPath:"#/properties/prompts/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.reply !== undefined){
let data8 = data.reply;
const _errs20 = errors;
if(errors === _errs20){
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
if(data8.attempts === undefined){
data8.attempts = 2;
}
let missing2;
if((data8.schema === undefined) && (missing2 = "schema")){
validate33.errors = [{instancePath:instancePath+"/reply",schemaPath:"#/properties/reply/required",keyword:"required",params:{missingProperty: missing2}}];
return false;
}
else {
const _errs22 = errors;
for(const key4 in data8){
if(!((key4 === "schema") || (key4 === "attempts"))){
validate33.errors = [{instancePath:instancePath+"/reply",schemaPath:"#/properties/reply/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key4}}];
return false;
break;
}
}
if(_errs22 === errors){
if(data8.schema !== undefined){
let data9 = data8.schema;
const _errs23 = errors;
if((typeof data9 !== "string") && (!(data9 && typeof data9 == "object" && !Array.isArray(data9)))){
validate33.errors = [{instancePath:instancePath+"/reply/schema",schemaPath:"#/properties/reply/properties/schema/type",keyword:"type",params:{type: schema60.properties.reply.properties.schema.type}}];
return false;
}
if(errors === _errs23){
if(typeof data9 === "string"){
if(func1(data9) < 1){
validate33.errors = [{instancePath:instancePath+"/reply/schema",schemaPath:"#/properties/reply/properties/schema/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
}
var valid6 = _errs23 === errors;
}
else {
var valid6 = true;
}
if(valid6){
let data10 = data8.attempts;
const _errs25 = errors;
if(!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10)))){
validate33.errors = [{instancePath:instancePath+"/reply/attempts",schemaPath:"#/properties/reply/properties/attempts/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs25){
if((typeof data10 == "number") && (isFinite(data10))){
if(data10 > 10 || isNaN(data10)){
validate33.errors = [{instancePath:instancePath+"/reply/attempts",schemaPath:"#/properties/reply/properties/attempts/maximum",keyword:"maximum",params:{comparison: "<=", limit: 10}}];
return false;
}
else {
if(data10 < 0 || isNaN(data10)){
validate33.errors = [{instancePath:instancePath+"/reply/attempts",schemaPath:"#/properties/reply/properties/attempts/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
}
var valid6 = _errs25 === errors;
}
}
}
}
else {
validate33.errors = [{instancePath:instancePath+"/reply",schemaPath:"#/properties/reply/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs20 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data11 = data.resamples;
const _errs27 = errors;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
validate33.errors = [{instancePath:instancePath+"/resamples",schemaPath:"#/properties/resamples/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs27){
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 > 100000 || isNaN(data11)){
validate33.errors = [{instancePath:instancePath+"/resamples",schemaPath:"#/properties/resamples/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000}}];
return false;
}
else {
if(data11 < 100 || isNaN(data11)){
validate33.errors = [{instancePath:instancePath+"/resamples",schemaPath:"#/properties/resamples/minimum",keyword:"minimum",params:{comparison: ">=", limit: 100}}];
return false;
}
}
}
}
var valid0 = _errs27 === errors;
if(valid0){
let data12 = data.temperature;
const _errs29 = errors;
if(errors === _errs29){
if((typeof data12 == "number") && (isFinite(data12))){
if(data12 > 2 || isNaN(data12)){
validate33.errors = [{instancePath:instancePath+"/temperature",schemaPath:"#/properties/temperature/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2}}];
return false;
}
else {
if(data12 < 0 || isNaN(data12)){
validate33.errors = [{instancePath:instancePath+"/temperature",schemaPath:"#/properties/temperature/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
else {
validate33.errors = [{instancePath:instancePath+"/temperature",schemaPath:"#/properties/temperature/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid0 = _errs29 === errors;
if(valid0){
if(data.top_p !== undefined){
let data13 = data.top_p;
const _errs31 = errors;
if(errors === _errs31){
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 > 1 || isNaN(data13)){
validate33.errors = [{instancePath:instancePath+"/top_p",schemaPath:"#/properties/top_p/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1}}];
return false;
}
else {
if(data13 <= 0 || isNaN(data13)){
validate33.errors = [{instancePath:instancePath+"/top_p",schemaPath:"#/properties/top_p/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0}}];
return false;
}
}
}
else {
validate33.errors = [{instancePath:instancePath+"/top_p",schemaPath:"#/properties/top_p/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid0 = _errs31 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.max_tokens !== undefined){
let data14 = data.max_tokens;
const _errs33 = errors;
if(!(((typeof data14 == "number") && (!(data14 % 1) && !isNaN(data14))) && (isFinite(data14)))){
validate33.errors = [{instancePath:instancePath+"/max_tokens",schemaPath:"#/properties/max_tokens/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs33){
if((typeof data14 == "number") && (isFinite(data14))){
if(data14 < 1 || isNaN(data14)){
validate33.errors = [{instancePath:instancePath+"/max_tokens",schemaPath:"#/properties/max_tokens/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid0 = _errs33 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.stop !== undefined){
let data15 = data.stop;
const _errs35 = errors;
if(errors === _errs35){
if(Array.isArray(data15)){
if(data15.length > 4){
validate33.errors = [{instancePath:instancePath+"/stop",schemaPath:"#/properties/stop/maxItems",keyword:"maxItems",params:{limit: 4}}];
return false;
}
else {
var valid7 = true;
const len1 = data15.length;
for(let i2=0; i2<len1; i2++){
const _errs37 = errors;
if(typeof data15[i2] !== "string"){
validate33.errors = [{instancePath:instancePath+"/stop/" + i2,schemaPath:"#/properties/stop/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid7 = _errs37 === errors;
if(!valid7){
break;
}
}
}
}
else {
validate33.errors = [{instancePath:instancePath+"/stop",schemaPath:"#/properties/stop/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs35 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate33.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate33.errors = vErrors;
return errors === 0;
}
validate33.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

exports.ca55944b3372b84ac880f5d35 = validate34;
const schema61 = {"type":"object","additionalProperties":false,"required":["models"],"properties":{"models":{"type":"array","items":{"type":"string"},"minItems":1,"uniqueItems":true},"field":{"type":"string","default":"reference"},"marker":{"type":"string","minLength":1,"default":"####"},"gold_marker":{"type":"string","minLength":1},"require_marker":{"type":"boolean","default":false},"tolerance":{"type":"number","minimum":0,"default":0},"relative_tolerance":{"type":"number","minimum":0,"maximum":1,"default":0},"prompts":{"type":"object","additionalProperties":{"type":["string","object"],"minLength":1,"required":["file"],"properties":{"file":{"type":"string","minLength":1}},"additionalProperties":false},"propertyNames":{"type":"string"}},"resamples":{"type":"integer","minimum":100,"maximum":100000,"default":1000},"temperature":{"type":"number","minimum":0,"maximum":2,"default":0},"top_p":{"type":"number","exclusiveMinimum":0,"maximum":1},"max_tokens":{"type":"integer","minimum":1},"stop":{"type":"array","items":{"type":"string"},"maxItems":4}}};

function validate34(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate34.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.field === undefined){
data.field = "reference";
}
if(data.marker === undefined){
data.marker = "####";
}
if(data.require_marker === undefined){
data.require_marker = false;
}
if(data.tolerance === undefined){
data.tolerance = 0;
}
if(data.relative_tolerance === undefined){
data.relative_tolerance = 0;
}
if(data.resamples === undefined){
data.resamples = 1000;
}
if(data.temperature === undefined){
data.temperature = 0;
}
let missing0;
if((data.models === undefined) && (missing0 = "models")){
validate34.errors = [{instancePath,schemaPath:"#/required",keyword:"required",params:{missingProperty: missing0}}];
return false;
}
else {
const _errs1 = errors;
for(const key0 in data){
if(!(func0.call(schema61.properties, key0))){
validate34.errors = [{instancePath,schemaPath:"#/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key0}}];
return false;
break;
}
}
if(_errs1 === errors){
if(data.models !== undefined){
let data0 = data.models;
const _errs2 = errors;
if(errors === _errs2){
if(Array.isArray(data0)){
if(data0.length < 1){
validate34.errors = [{instancePath:instancePath+"/models",schemaPath:"#/properties/models/minItems",keyword:"minItems",params:{limit: 1}}];
return false;
}
else {
var valid1 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
const _errs4 = errors;
if(typeof data0[i0] !== "string"){
validate34.errors = [{instancePath:instancePath+"/models/" + i0,schemaPath:"#/properties/models/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid1 = _errs4 === errors;
if(!valid1){
break;
}
}
if(valid1){
let i1 = data0.length;
let j0;
if(i1 > 1){
const indices0 = {};
for(;i1--;){
let item0 = data0[i1];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
validate34.errors = [{instancePath:instancePath+"/models",schemaPath:"#/properties/models/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0}}];
return false;
break;
}
indices0[item0] = i1;
}
}
}
}
}
else {
validate34.errors = [{instancePath:instancePath+"/models",schemaPath:"#/properties/models/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
const _errs6 = errors;
if(typeof data.field !== "string"){
validate34.errors = [{instancePath:instancePath+"/field",schemaPath:"#/properties/field/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs6 === errors;
if(valid0){
let data3 = data.marker;
const _errs8 = errors;
if(errors === _errs8){
if(typeof data3 === "string"){
if(func1(data3) < 1){
validate34.errors = [{instancePath:instancePath+"/marker",schemaPath:"#/properties/marker/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate34.errors = [{instancePath:instancePath+"/marker",schemaPath:"#/properties/marker/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs8 === errors;
if(valid0){
if(data.gold_marker !== undefined){
let data4 = data.gold_marker;
const _errs10 = errors;
if(errors === _errs10){
if(typeof data4 === "string"){
if(func1(data4) < 1){
validate34.errors = [{instancePath:instancePath+"/gold_marker",schemaPath:"#/properties/gold_marker/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate34.errors = [{instancePath:instancePath+"/gold_marker",schemaPath:"#/properties/gold_marker/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs10 === errors;
}
else {
var valid0 = true;
}
if(valid0){
const _errs12 = errors;
if(typeof data.require_marker !== "boolean"){
validate34.errors = [{instancePath:instancePath+"/require_marker",schemaPath:"#/properties/require_marker/type",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid0 = _errs12 === errors;
if(valid0){
let data6 = data.tolerance;
const _errs14 = errors;
if(errors === _errs14){
if((typeof data6 == "number") && (isFinite(data6))){
if(data6 < 0 || isNaN(data6)){
validate34.errors = [{instancePath:instancePath+"/tolerance",schemaPath:"#/properties/tolerance/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
else {
validate34.errors = [{instancePath:instancePath+"/tolerance",schemaPath:"#/properties/tolerance/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid0 = _errs14 === errors;
if(valid0){
let data7 = data.relative_tolerance;
const _errs16 = errors;
if(errors === _errs16){
if((typeof data7 == "number") && (isFinite(data7))){
if(data7 > 1 || isNaN(data7)){
validate34.errors = [{instancePath:instancePath+"/relative_tolerance",schemaPath:"#/properties/relative_tolerance/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1}}];
return false;
}
else {
if(data7 < 0 || isNaN(data7)){
validate34.errors = [{instancePath:instancePath+"/relative_tolerance",schemaPath:"#/properties/relative_tolerance/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
else {
validate34.errors = [{instancePath:instancePath+"/relative_tolerance",schemaPath:"#/properties/relative_tolerance/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid0 = _errs16 === errors;
if(valid0){
if(data.prompts !== undefined){
let data8 = data.prompts;
const _errs18 = errors;
if(errors === _errs18){
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
for(const key1 in data8){
const _errs20 = errors;
if(typeof key1 !== "string"){
const err0 = {instancePath:instancePath+"/prompts",schemaPath:"#/properties/prompts/propertyNames/type",keyword:"type",params:{type: "string"},propertyName:key1};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
var valid3 = _errs20 === errors;
if(!valid3){
const err1 = {instancePath:instancePath+"/prompts",schemaPath:"#/properties/prompts/propertyNames",keyword:"propertyNames",params:{propertyName: key1}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
validate34.errors = vErrors;
return false;
break;
}
}
if(valid3){
for(const key2 in data8){
let data9 = data8[key2];
const _errs23 = errors;
if((typeof data9 !== "string") && (!(data9 && typeof data9 == "object" && !Array.isArray(data9)))){
validate34.errors = [{instancePath:instancePath+"/prompts/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/prompts/additionalProperties/type",keyword:"type",params:{type: schema61.properties.prompts.additionalProperties.type}}];
return false;
}
if(errors === _errs23){
if(typeof data9 === "string"){
if(func1(data9) < 1){
validate34.errors = [{instancePath:instancePath+"/prompts/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/prompts/additionalProperties/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
if(errors === _errs23){
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
let missing1;
if((data9.file === undefined) && (missing1 = "file")){
validate34.errors = [{instancePath:instancePath+"/prompts/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/prompts/additionalProperties/required",keyword:"required",params:{missingProperty: missing1}}];
return false;
}
else {
const _errs25 = errors;
for(const key3 in data9){
if(!(key3 === "file")){
validate34.errors = [{instancePath:instancePath+"/prompts/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/prompts/additionalProperties/additionalProperties",keyword:"additionalProperties",params:{additionalProperty: key3}}];
return false;
break;
}
}
if(_errs25 === errors){
if(data9.file !== undefined){
let data10 = data9.file;
const _errs26 = errors;
if(errors === _errs26){
if(typeof data10 === "string"){
if(func1(data10) < 1){
validate34.errors = [{instancePath:instancePath+"/prompts/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/file",schemaPath:"#/properties/prompts/additionalProperties/properties/file/minLength",keyword:"minLength",params:{limit: 1}}];
return false;
}
}
else {
validate34.errors = [{instancePath:instancePath+"/prompts/" + key2.replace(/~/g, "~0").replace(/\//g, "~1")+"/file",schemaPath:"#/properties/prompts/additionalProperties/properties/file/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
}
}
}
}
}
var valid4 = _errs23 === errors;
if(!valid4){
break;
}
}
}
}
else {
validate34.errors = [{instancePath:instancePath+"/prompts",schemaPath:"#/properties/prompts/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
let data11 = data.resamples;
const _errs28 = errors;
if(!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))){
validate34.errors = [{instancePath:instancePath+"/resamples",schemaPath:"#/properties/resamples/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs28){
if((typeof data11 == "number") && (isFinite(data11))){
if(data11 > 100000 || isNaN(data11)){
validate34.errors = [{instancePath:instancePath+"/resamples",schemaPath:"#/properties/resamples/maximum",keyword:"maximum",params:{comparison: "<=", limit: 100000}}];
return false;
}
else {
if(data11 < 100 || isNaN(data11)){
validate34.errors = [{instancePath:instancePath+"/resamples",schemaPath:"#/properties/resamples/minimum",keyword:"minimum",params:{comparison: ">=", limit: 100}}];
return false;
}
}
}
}
var valid0 = _errs28 === errors;
if(valid0){
let data12 = data.temperature;
const _errs30 = errors;
if(errors === _errs30){
if((typeof data12 == "number") && (isFinite(data12))){
if(data12 > 2 || isNaN(data12)){
validate34.errors = [{instancePath:instancePath+"/temperature",schemaPath:"#/properties/temperature/maximum",keyword:"maximum",params:{comparison: "<=", limit: 2}}];
return false;
}
else {
if(data12 < 0 || isNaN(data12)){
validate34.errors = [{instancePath:instancePath+"/temperature",schemaPath:"#/properties/temperature/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
else {
validate34.errors = [{instancePath:instancePath+"/temperature",schemaPath:"#/properties/temperature/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid0 = _errs30 === errors;
if(valid0){
if(data.top_p !== undefined){
let data13 = data.top_p;
const _errs32 = errors;
if(errors === _errs32){
if((typeof data13 == "number") && (isFinite(data13))){
if(data13 > 1 || isNaN(data13)){
validate34.errors = [{instancePath:instancePath+"/top_p",schemaPath:"#/properties/top_p/maximum",keyword:"maximum",params:{comparison: "<=", limit: 1}}];
return false;
}
else {
if(data13 <= 0 || isNaN(data13)){
validate34.errors = [{instancePath:instancePath+"/top_p",schemaPath:"#/properties/top_p/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0}}];
return false;
}
}
}
else {
validate34.errors = [{instancePath:instancePath+"/top_p",schemaPath:"#/properties/top_p/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid0 = _errs32 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.max_tokens !== undefined){
let data14 = data.max_tokens;
const _errs34 = errors;
if(!(((typeof data14 == "number") && (!(data14 % 1) && !isNaN(data14))) && (isFinite(data14)))){
validate34.errors = [{instancePath:instancePath+"/max_tokens",schemaPath:"#/properties/max_tokens/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs34){
if((typeof data14 == "number") && (isFinite(data14))){
if(data14 < 1 || isNaN(data14)){
validate34.errors = [{instancePath:instancePath+"/max_tokens",schemaPath:"#/properties/max_tokens/minimum",keyword:"minimum",params:{comparison: ">=", limit: 1}}];
return false;
}
}
}
var valid0 = _errs34 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.stop !== undefined){
let data15 = data.stop;
const _errs36 = errors;
if(errors === _errs36){
if(Array.isArray(data15)){
if(data15.length > 4){
validate34.errors = [{instancePath:instancePath+"/stop",schemaPath:"#/properties/stop/maxItems",keyword:"maxItems",params:{limit: 4}}];
return false;
}
else {
var valid6 = true;
const len1 = data15.length;
for(let i2=0; i2<len1; i2++){
const _errs38 = errors;
if(typeof data15[i2] !== "string"){
validate34.errors = [{instancePath:instancePath+"/stop/" + i2,schemaPath:"#/properties/stop/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid6 = _errs38 === errors;
if(!valid6){
break;
}
}
}
}
else {
validate34.errors = [{instancePath:instancePath+"/stop",schemaPath:"#/properties/stop/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs36 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
else {
validate34.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
validate34.errors = vErrors;
return errors === 0;
}
validate34.evaluated = {"props":true,"dynamicProps":false,"dynamicItems":false};

return exports;
})();
export const meta = (() => {
const exports = {};
"use strict";
exports.schema = validate0;
const schema0 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://json-schema.org/draft/2020-12/schema","$vocabulary":{"https://json-schema.org/draft/2020-12/vocab/core":true,"https://json-schema.org/draft/2020-12/vocab/applicator":true,"https://json-schema.org/draft/2020-12/vocab/unevaluated":true,"https://json-schema.org/draft/2020-12/vocab/validation":true,"https://json-schema.org/draft/2020-12/vocab/meta-data":true,"https://json-schema.org/draft/2020-12/vocab/format-annotation":true,"https://json-schema.org/draft/2020-12/vocab/content":true},"$dynamicAnchor":"meta","title":"Core and Validation specifications meta-schema","allOf":[{"$ref":"meta/core"},{"$ref":"meta/applicator"},{"$ref":"meta/unevaluated"},{"$ref":"meta/validation"},{"$ref":"meta/meta-data"},{"$ref":"meta/format-annotation"},{"$ref":"meta/content"}],"type":["object","boolean"],"$comment":"This meta-schema also defines keywords that have appeared in previous drafts in order to prevent incompatible extensions as they remain in common use.","properties":{"definitions":{"$comment":"\"definitions\" has been replaced by \"$defs\".","type":"object","additionalProperties":{"$dynamicRef":"#meta"},"deprecated":true,"default":{}},"dependencies":{"$comment":"\"dependencies\" has been split and replaced by \"dependentSchemas\" and \"dependentRequired\" in order to serve their differing semantics.","type":"object","additionalProperties":{"anyOf":[{"$dynamicRef":"#meta"},{"$ref":"meta/validation#/$defs/stringArray"}]},"deprecated":true,"default":{}},"$recursiveAnchor":{"$comment":"\"$recursiveAnchor\" has been replaced by \"$dynamicAnchor\".","$ref":"meta/core#/$defs/anchorString","deprecated":true},"$recursiveRef":{"$comment":"\"$recursiveRef\" has been replaced by \"$dynamicRef\".","$ref":"meta/core#/$defs/uriReferenceString","deprecated":true}}};
const schema23 = {"type":"array","items":{"type":"string"},"uniqueItems":true,"default":[]};
const schema5 = {"type":"string","pattern":"^[A-Za-z_][-A-Za-z0-9._]*$"};
const schema2 = {"type":"string","format":"uri-reference"};
const schema1 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://json-schema.org/draft/2020-12/meta/core","$vocabulary":{"https://json-schema.org/draft/2020-12/vocab/core":true},"$dynamicAnchor":"meta","title":"Core vocabulary meta-schema","type":["object","boolean"],"properties":{"$id":{"$ref":"#/$defs/uriReferenceString","$comment":"Non-empty fragments not allowed.","pattern":"^[^#]*#?$"},"$schema":{"$ref":"#/$defs/uriString"},"$ref":{"$ref":"#/$defs/uriReferenceString"},"$anchor":{"$ref":"#/$defs/anchorString"},"$dynamicRef":{"$ref":"#/$defs/uriReferenceString"},"$dynamicAnchor":{"$ref":"#/$defs/anchorString"},"$vocabulary":{"type":"object","propertyNames":{"$ref":"#/$defs/uriString"},"additionalProperties":{"type":"boolean"}},"$comment":{"type":"string"},"$defs":{"type":"object","additionalProperties":{"$dynamicRef":"#meta"}}},"$defs":{"anchorString":{"type":"string","pattern":"^[A-Za-z_][-A-Za-z0-9._]*$"},"uriString":{"type":"string","format":"uri"},"uriReferenceString":{"type":"string","format":"uri-reference"}}};
const schema3 = {"type":"string","format":"uri"};
const pattern0 = new RegExp("^[^#]*#?$", "u");
const pattern1 = new RegExp("^[A-Za-z_][-A-Za-z0-9._]*$", "u");

function validate1(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="https://json-schema.org/draft/2020-12/meta/core" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate1.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((!(data && typeof data == "object" && !Array.isArray(data))) && (typeof data !== "boolean")){
validate1.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema1.type}}];
return false;
}
if(!dynamicAnchors.meta){
dynamicAnchors.meta = validate1;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.$id !== undefined){
let data0 = data.$id;
const _errs1 = errors;
const _errs3 = errors;
if(errors === _errs3){
if(errors === _errs3){
if(!(typeof data0 === "string")){
validate1.errors = [{instancePath:instancePath+"/$id",schemaPath:"#/$defs/uriReferenceString/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
if(errors === _errs1){
if(typeof data0 === "string"){
if(!pattern0.test(data0)){
validate1.errors = [{instancePath:instancePath+"/$id",schemaPath:"#/properties/%24id/pattern",keyword:"pattern",params:{pattern: "^[^#]*#?$"}}];
return false;
}
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.$schema !== undefined){
const _errs5 = errors;
const _errs6 = errors;
if(errors === _errs6){
if(errors === _errs6){
if(!(typeof data.$schema === "string")){
validate1.errors = [{instancePath:instancePath+"/$schema",schemaPath:"#/$defs/uriString/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.$ref !== undefined){
const _errs8 = errors;
const _errs9 = errors;
if(errors === _errs9){
if(errors === _errs9){
if(!(typeof data.$ref === "string")){
validate1.errors = [{instancePath:instancePath+"/$ref",schemaPath:"#/$defs/uriReferenceString/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs8 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.$anchor !== undefined){
let data3 = data.$anchor;
const _errs11 = errors;
const _errs12 = errors;
if(errors === _errs12){
if(typeof data3 === "string"){
if(!pattern1.test(data3)){
validate1.errors = [{instancePath:instancePath+"/$anchor",schemaPath:"#/$defs/anchorString/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][-A-Za-z0-9._]*$"}}];
return false;
}
}
else {
validate1.errors = [{instancePath:instancePath+"/$anchor",schemaPath:"#/$defs/anchorString/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.$dynamicRef !== undefined){
const _errs14 = errors;
const _errs15 = errors;
if(errors === _errs15){
if(errors === _errs15){
if(!(typeof data.$dynamicRef === "string")){
validate1.errors = [{instancePath:instancePath+"/$dynamicRef",schemaPath:"#/$defs/uriReferenceString/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.$dynamicAnchor !== undefined){
let data5 = data.$dynamicAnchor;
const _errs17 = errors;
const _errs18 = errors;
if(errors === _errs18){
if(typeof data5 === "string"){
if(!pattern1.test(data5)){
validate1.errors = [{instancePath:instancePath+"/$dynamicAnchor",schemaPath:"#/$defs/anchorString/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][-A-Za-z0-9._]*$"}}];
return false;
}
}
else {
validate1.errors = [{instancePath:instancePath+"/$dynamicAnchor",schemaPath:"#/$defs/anchorString/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid0 = _errs17 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.$vocabulary !== undefined){
let data6 = data.$vocabulary;
const _errs20 = errors;
if(errors === _errs20){
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
for(const key0 in data6){
const _errs22 = errors;
const _errs23 = errors;
if(errors === _errs23){
if(errors === _errs23){
if(!(typeof key0 === "string")){
const err0 = {instancePath:instancePath+"/$vocabulary",schemaPath:"#/$defs/uriString/type",keyword:"type",params:{type: "string"},propertyName:key0};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
}
}
var valid7 = _errs22 === errors;
if(!valid7){
const err1 = {instancePath:instancePath+"/$vocabulary",schemaPath:"#/properties/%24vocabulary/propertyNames",keyword:"propertyNames",params:{propertyName: key0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
validate1.errors = vErrors;
return false;
break;
}
}
if(valid7){
for(const key1 in data6){
const _errs26 = errors;
if(typeof data6[key1] !== "boolean"){
validate1.errors = [{instancePath:instancePath+"/$vocabulary/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/%24vocabulary/additionalProperties/type",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid9 = _errs26 === errors;
if(!valid9){
break;
}
}
}
}
else {
validate1.errors = [{instancePath:instancePath+"/$vocabulary",schemaPath:"#/properties/%24vocabulary/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs20 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.$comment !== undefined){
const _errs28 = errors;
if(typeof data.$comment !== "string"){
validate1.errors = [{instancePath:instancePath+"/$comment",schemaPath:"#/properties/%24comment/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs28 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.$defs !== undefined){
let data9 = data.$defs;
const _errs30 = errors;
if(errors === _errs30){
if(data9 && typeof data9 == "object" && !Array.isArray(data9)){
for(const key2 in data9){
let data10 = data9[key2];
const _errs33 = errors;
let _v0 = dynamicAnchors.meta;
if(_v0){
if(!(_v0(data10, {instancePath:instancePath+"/$defs/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data9,parentDataProperty:key2,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? _v0.errors : vErrors.concat(_v0.errors);
errors = vErrors.length;
}
else {
var props0 = _v0.evaluated.props;
var items0 = _v0.evaluated.items;
}
}
else {
if(!(validate1(data10, {instancePath:instancePath+"/$defs/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data9,parentDataProperty:key2,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate1.errors : vErrors.concat(validate1.errors);
errors = vErrors.length;
}
else {
var props1 = validate1.evaluated.props;
if(props0 !== true && props1 !== undefined){
if(props1 === true){
props0 = true;
}
else {
props0 = props0 || {};
Object.assign(props0, props1);
}
}
var items1 = validate1.evaluated.items;
if(items0 !== true && items1 !== undefined){
items0 = items1 === true ? true : items0 > items1 ? items0 : items1;
}
}
}
var valid10 = _errs33 === errors;
if(!valid10){
break;
}
}
}
else {
validate1.errors = [{instancePath:instancePath+"/$defs",schemaPath:"#/properties/%24defs/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs30 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
validate1.errors = vErrors;
return errors === 0;
}
validate1.evaluated = {"props":{"$id":true,"$schema":true,"$ref":true,"$anchor":true,"$dynamicRef":true,"$dynamicAnchor":true,"$vocabulary":true,"$comment":true,"$defs":true},"dynamicProps":false,"dynamicItems":false};

const schema9 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://json-schema.org/draft/2020-12/meta/applicator","$vocabulary":{"https://json-schema.org/draft/2020-12/vocab/applicator":true},"$dynamicAnchor":"meta","title":"Applicator vocabulary meta-schema","type":["object","boolean"],"properties":{"prefixItems":{"$ref":"#/$defs/schemaArray"},"items":{"$dynamicRef":"#meta"},"contains":{"$dynamicRef":"#meta"},"additionalProperties":{"$dynamicRef":"#meta"},"properties":{"type":"object","additionalProperties":{"$dynamicRef":"#meta"},"default":{}},"patternProperties":{"type":"object","additionalProperties":{"$dynamicRef":"#meta"},"propertyNames":{"format":"regex"},"default":{}},"dependentSchemas":{"type":"object","additionalProperties":{"$dynamicRef":"#meta"},"default":{}},"propertyNames":{"$dynamicRef":"#meta"},"if":{"$dynamicRef":"#meta"},"then":{"$dynamicRef":"#meta"},"else":{"$dynamicRef":"#meta"},"allOf":{"$ref":"#/$defs/schemaArray"},"anyOf":{"$ref":"#/$defs/schemaArray"},"oneOf":{"$ref":"#/$defs/schemaArray"},"not":{"$dynamicRef":"#meta"}},"$defs":{"schemaArray":{"type":"array","minItems":1,"items":{"$dynamicRef":"#meta"}}}};
const schema10 = {"type":"array","minItems":1,"items":{"$dynamicRef":"#meta"}};

function validate4(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
let vErrors = null;
let errors = 0;
const evaluated0 = validate4.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if(errors === 0){
if(Array.isArray(data)){
if(data.length < 1){
validate4.errors = [{instancePath,schemaPath:"#/minItems",keyword:"minItems",params:{limit: 1}}];
return false;
}
else {
var valid0 = true;
const len0 = data.length;
for(let i0=0; i0<len0; i0++){
let data0 = data[i0];
const _errs1 = errors;
let _v0 = dynamicAnchors.meta;
if(_v0){
if(!(_v0(data0, {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? _v0.errors : vErrors.concat(_v0.errors);
errors = vErrors.length;
}
else {
var props0 = _v0.evaluated.props;
var items0 = _v0.evaluated.items;
}
}
else {
if(!(validate4(data0, {instancePath:instancePath+"/" + i0,parentData:data,parentDataProperty:i0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate4.errors : vErrors.concat(validate4.errors);
errors = vErrors.length;
}
else {
var props1 = validate4.evaluated.props;
if(props0 !== true && props1 !== undefined){
if(props1 === true){
props0 = true;
}
else {
props0 = props0 || {};
Object.assign(props0, props1);
}
}
var items1 = validate4.evaluated.items;
if(items0 !== true && items1 !== undefined){
items0 = items1 === true ? true : items0 > items1 ? items0 : items1;
}
}
}
var valid0 = _errs1 === errors;
if(!valid0){
break;
}
}
}
}
else {
validate4.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
validate4.errors = vErrors;
return errors === 0;
}
validate4.evaluated = {"items":true,"dynamicProps":false,"dynamicItems":false};


function validate3(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="https://json-schema.org/draft/2020-12/meta/applicator" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate3.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((!(data && typeof data == "object" && !Array.isArray(data))) && (typeof data !== "boolean")){
validate3.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema9.type}}];
return false;
}
if(!dynamicAnchors.meta){
dynamicAnchors.meta = validate3;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.prefixItems !== undefined){
const _errs1 = errors;
if(!(validate4(data.prefixItems, {instancePath:instancePath+"/prefixItems",parentData:data,parentDataProperty:"prefixItems",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate4.errors : vErrors.concat(validate4.errors);
errors = vErrors.length;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.items !== undefined){
let data1 = data.items;
const _errs2 = errors;
let _v0 = dynamicAnchors.meta;
if(_v0){
if(!(_v0(data1, {instancePath:instancePath+"/items",parentData:data,parentDataProperty:"items",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? _v0.errors : vErrors.concat(_v0.errors);
errors = vErrors.length;
}
else {
var props0 = _v0.evaluated.props;
var items0 = _v0.evaluated.items;
}
}
else {
if(!(validate3(data1, {instancePath:instancePath+"/items",parentData:data,parentDataProperty:"items",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate3.errors : vErrors.concat(validate3.errors);
errors = vErrors.length;
}
else {
var props1 = validate3.evaluated.props;
if(props0 !== true && props1 !== undefined){
if(props1 === true){
props0 = true;
}
else {
props0 = props0 || {};
Object.assign(props0, props1);
}
}
var items1 = validate3.evaluated.items;
if(items0 !== true && items1 !== undefined){
items0 = items1 === true ? true : items0 > items1 ? items0 : items1;
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.contains !== undefined){
let data2 = data.contains;
const _errs3 = errors;
let _v1 = dynamicAnchors.meta;
if(_v1){
if(!(_v1(data2, {instancePath:instancePath+"/contains",parentData:data,parentDataProperty:"contains",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? _v1.errors : vErrors.concat(_v1.errors);
errors = vErrors.length;
}
else {
var props2 = _v1.evaluated.props;
var items2 = _v1.evaluated.items;
}
}
else {
if(!(validate3(data2, {instancePath:instancePath+"/contains",parentData:data,parentDataProperty:"contains",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate3.errors : vErrors.concat(validate3.errors);
errors = vErrors.length;
}
else {
var props3 = validate3.evaluated.props;
if(props2 !== true && props3 !== undefined){
if(props3 === true){
props2 = true;
}
else {
props2 = props2 || {};
Object.assign(props2, props3);
}
}
var items3 = validate3.evaluated.items;
if(items2 !== true && items3 !== undefined){
items2 = items3 === true ? true : items2 > items3 ? items2 : items3;
}
}
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.additionalProperties !== undefined){
let data3 = data.additionalProperties;
const _errs4 = errors;
let _v2 = dynamicAnchors.meta;
if(_v2){
if(!(_v2(data3, {instancePath:instancePath+"/additionalProperties",parentData:data,parentDataProperty:"additionalProperties",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? _v2.errors : vErrors.concat(_v2.errors);
errors = vErrors.length;
}
else {
var props4 = _v2.evaluated.props;
var items4 = _v2.evaluated.items;
}
}
else {
if(!(validate3(data3, {instancePath:instancePath+"/additionalProperties",parentData:data,parentDataProperty:"additionalProperties",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate3.errors : vErrors.concat(validate3.errors);
errors = vErrors.length;
}
else {
var props5 = validate3.evaluated.props;
if(props4 !== true && props5 !== undefined){
if(props5 === true){
props4 = true;
}
else {
props4 = props4 || {};
Object.assign(props4, props5);
}
}
var items5 = validate3.evaluated.items;
if(items4 !== true && items5 !== undefined){
items4 = items5 === true ? true : items4 > items5 ? items4 : items5;
}
}
}
var valid0 = _errs4 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.properties !== undefined){
let data4 = data.properties;
const _errs5 = errors;
if(errors === _errs5){
if(data4 && typeof data4 == "object" && !Array.isArray(data4)){
for(const key0 in data4){
let data5 = data4[key0];
const _errs8 = errors;
let _v3 = dynamicAnchors.meta;
if(_v3){
if(!(_v3(data5, {instancePath:instancePath+"/properties/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data4,parentDataProperty:key0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? _v3.errors : vErrors.concat(_v3.errors);
errors = vErrors.length;
}
else {
var props6 = _v3.evaluated.props;
var items6 = _v3.evaluated.items;
}
}
else {
if(!(validate3(data5, {instancePath:instancePath+"/properties/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data4,parentDataProperty:key0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate3.errors : vErrors.concat(validate3.errors);
errors = vErrors.length;
}
else {
var props7 = validate3.evaluated.props;
if(props6 !== true && props7 !== undefined){
if(props7 === true){
props6 = true;
}
else {
props6 = props6 || {};
Object.assign(props6, props7);
}
}
var items7 = validate3.evaluated.items;
if(items6 !== true && items7 !== undefined){
items6 = items7 === true ? true : items6 > items7 ? items6 : items7;
}
}
}
var valid4 = _errs8 === errors;
if(!valid4){
break;
}
}
}
else {
validate3.errors = [{instancePath:instancePath+"/properties",schemaPath:"#/properties/properties/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.patternProperties !== undefined){
let data6 = data.patternProperties;
const _errs9 = errors;
if(errors === _errs9){
if(data6 && typeof data6 == "object" && !Array.isArray(data6)){
for(const key1 in data6){
const _errs11 = errors;
var valid6 = _errs11 === errors;
if(!valid6){
const err0 = {instancePath:instancePath+"/patternProperties",schemaPath:"#/properties/patternProperties/propertyNames",keyword:"propertyNames",params:{propertyName: key1}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
validate3.errors = vErrors;
return false;
break;
}
}
if(valid6){
for(const key2 in data6){
let data7 = data6[key2];
const _errs13 = errors;
let _v4 = dynamicAnchors.meta;
if(_v4){
if(!(_v4(data7, {instancePath:instancePath+"/patternProperties/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data6,parentDataProperty:key2,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? _v4.errors : vErrors.concat(_v4.errors);
errors = vErrors.length;
}
else {
var props8 = _v4.evaluated.props;
var items8 = _v4.evaluated.items;
}
}
else {
if(!(validate3(data7, {instancePath:instancePath+"/patternProperties/" + key2.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data6,parentDataProperty:key2,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate3.errors : vErrors.concat(validate3.errors);
errors = vErrors.length;
}
else {
var props9 = validate3.evaluated.props;
if(props8 !== true && props9 !== undefined){
if(props9 === true){
props8 = true;
}
else {
props8 = props8 || {};
Object.assign(props8, props9);
}
}
var items9 = validate3.evaluated.items;
if(items8 !== true && items9 !== undefined){
items8 = items9 === true ? true : items8 > items9 ? items8 : items9;
}
}
}
var valid7 = _errs13 === errors;
if(!valid7){
break;
}
}
}
}
else {
validate3.errors = [{instancePath:instancePath+"/patternProperties",schemaPath:"#/properties/patternProperties/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.dependentSchemas !== undefined){
let data8 = data.dependentSchemas;
const _errs14 = errors;
if(errors === _errs14){
if(data8 && typeof data8 == "object" && !Array.isArray(data8)){
for(const key3 in data8){
let data9 = data8[key3];
const _errs17 = errors;
let _v5 = dynamicAnchors.meta;
if(_v5){
if(!(_v5(data9, {instancePath:instancePath+"/dependentSchemas/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data8,parentDataProperty:key3,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? _v5.errors : vErrors.concat(_v5.errors);
errors = vErrors.length;
}
else {
var props10 = _v5.evaluated.props;
var items10 = _v5.evaluated.items;
}
}
else {
if(!(validate3(data9, {instancePath:instancePath+"/dependentSchemas/" + key3.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data8,parentDataProperty:key3,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate3.errors : vErrors.concat(validate3.errors);
errors = vErrors.length;
}
else {
var props11 = validate3.evaluated.props;
if(props10 !== true && props11 !== undefined){
if(props11 === true){
props10 = true;
}
else {
props10 = props10 || {};
Object.assign(props10, props11);
}
}
var items11 = validate3.evaluated.items;
if(items10 !== true && items11 !== undefined){
items10 = items11 === true ? true : items10 > items11 ? items10 : items11;
}
}
}
var valid9 = _errs17 === errors;
if(!valid9){
break;
}
}
}
else {
validate3.errors = [{instancePath:instancePath+"/dependentSchemas",schemaPath:"#/properties/dependentSchemas/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs14 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.propertyNames !== undefined){
let data10 = data.propertyNames;
const _errs18 = errors;
let _v6 = dynamicAnchors.meta;
if(_v6){
if(!(_v6(data10, {instancePath:instancePath+"/propertyNames",parentData:data,parentDataProperty:"propertyNames",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? _v6.errors : vErrors.concat(_v6.errors);
errors = vErrors.length;
}
else {
var props12 = _v6.evaluated.props;
var items12 = _v6.evaluated.items;
}
}
else {
if(!(validate3(data10, {instancePath:instancePath+"/propertyNames",parentData:data,parentDataProperty:"propertyNames",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate3.errors : vErrors.concat(validate3.errors);
errors = vErrors.length;
}
else {
var props13 = validate3.evaluated.props;
if(props12 !== true && props13 !== undefined){
if(props13 === true){
props12 = true;
}
else {
props12 = props12 || {};
Object.assign(props12, props13);
}
}
var items13 = validate3.evaluated.items;
if(items12 !== true && items13 !== undefined){
items12 = items13 === true ? true : items12 > items13 ? items12 : items13;
}
}
}
var valid0 = _errs18 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.if !== undefined){
let data11 = data.if;
const _errs19 = errors;
let _v7 = dynamicAnchors.meta;
if(_v7){
if(!(_v7(data11, {instancePath:instancePath+"/if",parentData:data,parentDataProperty:"if",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? _v7.errors : vErrors.concat(_v7.errors);
errors = vErrors.length;
}
else {
var props14 = _v7.evaluated.props;
var items14 = _v7.evaluated.items;
}
}
else {
if(!(validate3(data11, {instancePath:instancePath+"/if",parentData:data,parentDataProperty:"if",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate3.errors : vErrors.concat(validate3.errors);
errors = vErrors.length;
}
else {
var props15 = validate3.evaluated.props;
if(props14 !== true && props15 !== undefined){
if(props15 === true){
props14 = true;
}
else {
props14 = props14 || {};
Object.assign(props14, props15);
}
}
var items15 = validate3.evaluated.items;
if(items14 !== true && items15 !== undefined){
items14 = items15 === true ? true : items14 > items15 ? items14 : items15;
}
}
}
var valid0 = _errs19 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.then !== undefined){
let data12 = data.then;
const _errs20 = errors;
let _v8 = dynamicAnchors.meta;
if(_v8){
if(!(_v8(data12, {instancePath:instancePath+"/then",parentData:data,parentDataProperty:"then",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? _v8.errors : vErrors.concat(_v8.errors);
errors = vErrors.length;
}
else {
var props16 = _v8.evaluated.props;
var items16 = _v8.evaluated.items;
}
}
else {
if(!(validate3(data12, {instancePath:instancePath+"/then",parentData:data,parentDataProperty:"then",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate3.errors : vErrors.concat(validate3.errors);
errors = vErrors.length;
}
else {
var props17 = validate3.evaluated.props;
if(props16 !== true && props17 !== undefined){
if(props17 === true){
props16 = true;
}
else {
props16 = props16 || {};
Object.assign(props16, props17);
}
}
var items17 = validate3.evaluated.items;
if(items16 !== true && items17 !== undefined){
items16 = items17 === true ? true : items16 > items17 ? items16 : items17;
}
}
}
var valid0 = _errs20 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.else !== undefined){
let data13 = data.else;
const _errs21 = errors;
let _v9 = dynamicAnchors.meta;
if(_v9){
if(!(_v9(data13, {instancePath:instancePath+"/else",parentData:data,parentDataProperty:"else",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? _v9.errors : vErrors.concat(_v9.errors);
errors = vErrors.length;
}
else {
var props18 = _v9.evaluated.props;
var items18 = _v9.evaluated.items;
}
}
else {
if(!(validate3(data13, {instancePath:instancePath+"/else",parentData:data,parentDataProperty:"else",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate3.errors : vErrors.concat(validate3.errors);
errors = vErrors.length;
}
else {
var props19 = validate3.evaluated.props;
if(props18 !== true && props19 !== undefined){
if(props19 === true){
props18 = true;
}
else {
props18 = props18 || {};
Object.assign(props18, props19);
}
}
var items19 = validate3.evaluated.items;
if(items18 !== true && items19 !== undefined){
items18 = items19 === true ? true : items18 > items19 ? items18 : items19;
}
}
}
var valid0 = _errs21 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.allOf !== undefined){
const _errs22 = errors;
if(!(validate4(data.allOf, {instancePath:instancePath+"/allOf",parentData:data,parentDataProperty:"allOf",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate4.errors : vErrors.concat(validate4.errors);
errors = vErrors.length;
}
var valid0 = _errs22 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.anyOf !== undefined){
const _errs23 = errors;
if(!(validate4(data.anyOf, {instancePath:instancePath+"/anyOf",parentData:data,parentDataProperty:"anyOf",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate4.errors : vErrors.concat(validate4.errors);
errors = vErrors.length;
}
var valid0 = _errs23 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.oneOf !== undefined){
const _errs24 = errors;
if(!(validate4(data.oneOf, {instancePath:instancePath+"/oneOf",parentData:data,parentDataProperty:"oneOf",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate4.errors : vErrors.concat(validate4.errors);
errors = vErrors.length;
}
var valid0 = _errs24 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.not !== undefined){
let data17 = data.not;
const _errs25 = errors;
let _v10 = dynamicAnchors.meta;
if(_v10){
if(!(_v10(data17, {instancePath:instancePath+"/not",parentData:data,parentDataProperty:"not",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? _v10.errors : vErrors.concat(_v10.errors);
errors = vErrors.length;
}
else {
var props20 = _v10.evaluated.props;
var items20 = _v10.evaluated.items;
}
}
else {
if(!(validate3(data17, {instancePath:instancePath+"/not",parentData:data,parentDataProperty:"not",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate3.errors : vErrors.concat(validate3.errors);
errors = vErrors.length;
}
else {
var props21 = validate3.evaluated.props;
if(props20 !== true && props21 !== undefined){
if(props21 === true){
props20 = true;
}
else {
props20 = props20 || {};
Object.assign(props20, props21);
}
}
var items21 = validate3.evaluated.items;
if(items20 !== true && items21 !== undefined){
items20 = items21 === true ? true : items20 > items21 ? items20 : items21;
}
}
}
var valid0 = _errs25 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
validate3.errors = vErrors;
return errors === 0;
}
validate3.evaluated = {"props":{"prefixItems":true,"items":true,"contains":true,"additionalProperties":true,"properties":true,"patternProperties":true,"dependentSchemas":true,"propertyNames":true,"if":true,"then":true,"else":true,"allOf":true,"anyOf":true,"oneOf":true,"not":true},"dynamicProps":false,"dynamicItems":false};

const schema11 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://json-schema.org/draft/2020-12/meta/unevaluated","$vocabulary":{"https://json-schema.org/draft/2020-12/vocab/unevaluated":true},"$dynamicAnchor":"meta","title":"Unevaluated applicator vocabulary meta-schema","type":["object","boolean"],"properties":{"unevaluatedItems":{"$dynamicRef":"#meta"},"unevaluatedProperties":{"$dynamicRef":"#meta"}}};

function validate10(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="https://json-schema.org/draft/2020-12/meta/unevaluated" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate10.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((!(data && typeof data == "object" && !Array.isArray(data))) && (typeof data !== "boolean")){
validate10.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema11.type}}];
return false;
}
if(!dynamicAnchors.meta){
dynamicAnchors.meta = validate10;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.unevaluatedItems !== undefined){
let data0 = data.unevaluatedItems;
const _errs1 = errors;
let _v0 = dynamicAnchors.meta;
if(_v0){
if(!(_v0(data0, {instancePath:instancePath+"/unevaluatedItems",parentData:data,parentDataProperty:"unevaluatedItems",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? _v0.errors : vErrors.concat(_v0.errors);
errors = vErrors.length;
}
else {
var props0 = _v0.evaluated.props;
var items0 = _v0.evaluated.items;
}
}
else {
if(!(validate10(data0, {instancePath:instancePath+"/unevaluatedItems",parentData:data,parentDataProperty:"unevaluatedItems",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate10.errors : vErrors.concat(validate10.errors);
errors = vErrors.length;
}
else {
var props1 = validate10.evaluated.props;
if(props0 !== true && props1 !== undefined){
if(props1 === true){
props0 = true;
}
else {
props0 = props0 || {};
Object.assign(props0, props1);
}
}
var items1 = validate10.evaluated.items;
if(items0 !== true && items1 !== undefined){
items0 = items1 === true ? true : items0 > items1 ? items0 : items1;
}
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.unevaluatedProperties !== undefined){
let data1 = data.unevaluatedProperties;
const _errs2 = errors;
let _v1 = dynamicAnchors.meta;
if(_v1){
if(!(_v1(data1, {instancePath:instancePath+"/unevaluatedProperties",parentData:data,parentDataProperty:"unevaluatedProperties",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? _v1.errors : vErrors.concat(_v1.errors);
errors = vErrors.length;
}
else {
var props2 = _v1.evaluated.props;
var items2 = _v1.evaluated.items;
}
}
else {
if(!(validate10(data1, {instancePath:instancePath+"/unevaluatedProperties",parentData:data,parentDataProperty:"unevaluatedProperties",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate10.errors : vErrors.concat(validate10.errors);
errors = vErrors.length;
}
else {
var props3 = validate10.evaluated.props;
if(props2 !== true && props3 !== undefined){
if(props3 === true){
props2 = true;
}
else {
props2 = props2 || {};
Object.assign(props2, props3);
}
}
var items3 = validate10.evaluated.items;
if(items2 !== true && items3 !== undefined){
items2 = items3 === true ? true : items2 > items3 ? items2 : items3;
}
}
}
var valid0 = _errs2 === errors;
}
else {
var valid0 = true;
}
}
}
}
validate10.errors = vErrors;
return errors === 0;
}
validate10.evaluated = {"props":{"unevaluatedItems":true,"unevaluatedProperties":true},"dynamicProps":false,"dynamicItems":false};

const schema12 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://json-schema.org/draft/2020-12/meta/validation","$vocabulary":{"https://json-schema.org/draft/2020-12/vocab/validation":true},"$dynamicAnchor":"meta","title":"Validation vocabulary meta-schema","type":["object","boolean"],"properties":{"type":{"anyOf":[{"$ref":"#/$defs/simpleTypes"},{"type":"array","items":{"$ref":"#/$defs/simpleTypes"},"minItems":1,"uniqueItems":true}]},"const":true,"enum":{"type":"array","items":true},"multipleOf":{"type":"number","exclusiveMinimum":0},"maximum":{"type":"number"},"exclusiveMaximum":{"type":"number"},"minimum":{"type":"number"},"exclusiveMinimum":{"type":"number"},"maxLength":{"$ref":"#/$defs/nonNegativeInteger"},"minLength":{"$ref":"#/$defs/nonNegativeIntegerDefault0"},"pattern":{"type":"string","format":"regex"},"maxItems":{"$ref":"#/$defs/nonNegativeInteger"},"minItems":{"$ref":"#/$defs/nonNegativeIntegerDefault0"},"uniqueItems":{"type":"boolean","default":false},"maxContains":{"$ref":"#/$defs/nonNegativeInteger"},"minContains":{"$ref":"#/$defs/nonNegativeInteger","default":1},"maxProperties":{"$ref":"#/$defs/nonNegativeInteger"},"minProperties":{"$ref":"#/$defs/nonNegativeIntegerDefault0"},"required":{"$ref":"#/$defs/stringArray"},"dependentRequired":{"type":"object","additionalProperties":{"$ref":"#/$defs/stringArray"}}},"$defs":{"nonNegativeInteger":{"type":"integer","minimum":0},"nonNegativeIntegerDefault0":{"$ref":"#/$defs/nonNegativeInteger","default":0},"simpleTypes":{"enum":["array","boolean","integer","null","number","object","string"]},"stringArray":{"type":"array","items":{"type":"string"},"uniqueItems":true,"default":[]}}};
const schema13 = {"enum":["array","boolean","integer","null","number","object","string"]};
const schema15 = {"type":"integer","minimum":0};
const func0 = require("ajv/dist/runtime/equal").default;

function validate12(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="https://json-schema.org/draft/2020-12/meta/validation" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate12.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((!(data && typeof data == "object" && !Array.isArray(data))) && (typeof data !== "boolean")){
validate12.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema12.type}}];
return false;
}
if(!dynamicAnchors.meta){
dynamicAnchors.meta = validate12;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.type !== undefined){
let data0 = data.type;
const _errs1 = errors;
const _errs2 = errors;
let valid1 = false;
const _errs3 = errors;
if(!(((((((data0 === "array") || (data0 === "boolean")) || (data0 === "integer")) || (data0 === "null")) || (data0 === "number")) || (data0 === "object")) || (data0 === "string"))){
const err0 = {instancePath:instancePath+"/type",schemaPath:"#/$defs/simpleTypes/enum",keyword:"enum",params:{allowedValues: schema13.enum}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
var _valid0 = _errs3 === errors;
valid1 = valid1 || _valid0;
const _errs5 = errors;
if(errors === _errs5){
if(Array.isArray(data0)){
if(data0.length < 1){
const err1 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/anyOf/1/minItems",keyword:"minItems",params:{limit: 1}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
}
else {
var valid3 = true;
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
const _errs7 = errors;
if(!(((((((data1 === "array") || (data1 === "boolean")) || (data1 === "integer")) || (data1 === "null")) || (data1 === "number")) || (data1 === "object")) || (data1 === "string"))){
const err2 = {instancePath:instancePath+"/type/" + i0,schemaPath:"#/$defs/simpleTypes/enum",keyword:"enum",params:{allowedValues: schema13.enum}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
var valid3 = _errs7 === errors;
if(!valid3){
break;
}
}
if(valid3){
let i1 = data0.length;
let j0;
if(i1 > 1){
outer0:
for(;i1--;){
for(j0 = i1; j0--;){
if(func0(data0[i1], data0[j0])){
const err3 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/anyOf/1/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
break outer0;
}
}
}
}
}
}
}
else {
const err4 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/anyOf/1/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err4];
}
else {
vErrors.push(err4);
}
errors++;
}
}
var _valid0 = _errs5 === errors;
valid1 = valid1 || _valid0;
if(!valid1){
const err5 = {instancePath:instancePath+"/type",schemaPath:"#/properties/type/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err5];
}
else {
vErrors.push(err5);
}
errors++;
validate12.errors = vErrors;
return false;
}
else {
errors = _errs2;
if(vErrors !== null){
if(_errs2){
vErrors.length = _errs2;
}
else {
vErrors = null;
}
}
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.enum !== undefined){
const _errs9 = errors;
if(errors === _errs9){
if(!(Array.isArray(data.enum))){
validate12.errors = [{instancePath:instancePath+"/enum",schemaPath:"#/properties/enum/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.multipleOf !== undefined){
let data3 = data.multipleOf;
const _errs11 = errors;
if(errors === _errs11){
if(typeof data3 == "number"){
if(data3 <= 0 || isNaN(data3)){
validate12.errors = [{instancePath:instancePath+"/multipleOf",schemaPath:"#/properties/multipleOf/exclusiveMinimum",keyword:"exclusiveMinimum",params:{comparison: ">", limit: 0}}];
return false;
}
}
else {
validate12.errors = [{instancePath:instancePath+"/multipleOf",schemaPath:"#/properties/multipleOf/type",keyword:"type",params:{type: "number"}}];
return false;
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.maximum !== undefined){
const _errs13 = errors;
if(!(typeof data.maximum == "number")){
validate12.errors = [{instancePath:instancePath+"/maximum",schemaPath:"#/properties/maximum/type",keyword:"type",params:{type: "number"}}];
return false;
}
var valid0 = _errs13 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.exclusiveMaximum !== undefined){
const _errs15 = errors;
if(!(typeof data.exclusiveMaximum == "number")){
validate12.errors = [{instancePath:instancePath+"/exclusiveMaximum",schemaPath:"#/properties/exclusiveMaximum/type",keyword:"type",params:{type: "number"}}];
return false;
}
var valid0 = _errs15 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.minimum !== undefined){
const _errs17 = errors;
if(!(typeof data.minimum == "number")){
validate12.errors = [{instancePath:instancePath+"/minimum",schemaPath:"#/properties/minimum/type",keyword:"type",params:{type: "number"}}];
return false;
}
var valid0 = _errs17 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.exclusiveMinimum !== undefined){
const _errs19 = errors;
if(!(typeof data.exclusiveMinimum == "number")){
validate12.errors = [{instancePath:instancePath+"/exclusiveMinimum",schemaPath:"#/properties/exclusiveMinimum/type",keyword:"type",params:{type: "number"}}];
return false;
}
var valid0 = _errs19 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.maxLength !== undefined){
let data8 = data.maxLength;
const _errs21 = errors;
const _errs22 = errors;
if(!((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8)))){
validate12.errors = [{instancePath:instancePath+"/maxLength",schemaPath:"#/$defs/nonNegativeInteger/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs22){
if(typeof data8 == "number"){
if(data8 < 0 || isNaN(data8)){
validate12.errors = [{instancePath:instancePath+"/maxLength",schemaPath:"#/$defs/nonNegativeInteger/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid0 = _errs21 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.minLength !== undefined){
let data9 = data.minLength;
const _errs24 = errors;
const _errs25 = errors;
if(!((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9)))){
validate12.errors = [{instancePath:instancePath+"/minLength",schemaPath:"#/$defs/nonNegativeIntegerDefault0/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs25){
if(typeof data9 == "number"){
if(data9 < 0 || isNaN(data9)){
validate12.errors = [{instancePath:instancePath+"/minLength",schemaPath:"#/$defs/nonNegativeIntegerDefault0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid0 = _errs24 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.pattern !== undefined){
const _errs27 = errors;
if(errors === _errs27){
if(errors === _errs27){
if(!(typeof data.pattern === "string")){
validate12.errors = [{instancePath:instancePath+"/pattern",schemaPath:"#/properties/pattern/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid0 = _errs27 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.maxItems !== undefined){
let data11 = data.maxItems;
const _errs29 = errors;
const _errs30 = errors;
if(!((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11)))){
validate12.errors = [{instancePath:instancePath+"/maxItems",schemaPath:"#/$defs/nonNegativeInteger/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs30){
if(typeof data11 == "number"){
if(data11 < 0 || isNaN(data11)){
validate12.errors = [{instancePath:instancePath+"/maxItems",schemaPath:"#/$defs/nonNegativeInteger/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid0 = _errs29 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.minItems !== undefined){
let data12 = data.minItems;
const _errs32 = errors;
const _errs33 = errors;
if(!((typeof data12 == "number") && (!(data12 % 1) && !isNaN(data12)))){
validate12.errors = [{instancePath:instancePath+"/minItems",schemaPath:"#/$defs/nonNegativeIntegerDefault0/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs33){
if(typeof data12 == "number"){
if(data12 < 0 || isNaN(data12)){
validate12.errors = [{instancePath:instancePath+"/minItems",schemaPath:"#/$defs/nonNegativeIntegerDefault0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid0 = _errs32 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.uniqueItems !== undefined){
const _errs35 = errors;
if(typeof data.uniqueItems !== "boolean"){
validate12.errors = [{instancePath:instancePath+"/uniqueItems",schemaPath:"#/properties/uniqueItems/type",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid0 = _errs35 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.maxContains !== undefined){
let data14 = data.maxContains;
const _errs37 = errors;
const _errs38 = errors;
if(!((typeof data14 == "number") && (!(data14 % 1) && !isNaN(data14)))){
validate12.errors = [{instancePath:instancePath+"/maxContains",schemaPath:"#/$defs/nonNegativeInteger/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs38){
if(typeof data14 == "number"){
if(data14 < 0 || isNaN(data14)){
validate12.errors = [{instancePath:instancePath+"/maxContains",schemaPath:"#/$defs/nonNegativeInteger/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid0 = _errs37 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.minContains !== undefined){
let data15 = data.minContains;
const _errs40 = errors;
const _errs41 = errors;
if(!((typeof data15 == "number") && (!(data15 % 1) && !isNaN(data15)))){
validate12.errors = [{instancePath:instancePath+"/minContains",schemaPath:"#/$defs/nonNegativeInteger/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs41){
if(typeof data15 == "number"){
if(data15 < 0 || isNaN(data15)){
validate12.errors = [{instancePath:instancePath+"/minContains",schemaPath:"#/$defs/nonNegativeInteger/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid0 = _errs40 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.maxProperties !== undefined){
let data16 = data.maxProperties;
const _errs43 = errors;
const _errs44 = errors;
if(!((typeof data16 == "number") && (!(data16 % 1) && !isNaN(data16)))){
validate12.errors = [{instancePath:instancePath+"/maxProperties",schemaPath:"#/$defs/nonNegativeInteger/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs44){
if(typeof data16 == "number"){
if(data16 < 0 || isNaN(data16)){
validate12.errors = [{instancePath:instancePath+"/maxProperties",schemaPath:"#/$defs/nonNegativeInteger/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid0 = _errs43 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.minProperties !== undefined){
let data17 = data.minProperties;
const _errs46 = errors;
const _errs47 = errors;
if(!((typeof data17 == "number") && (!(data17 % 1) && !isNaN(data17)))){
validate12.errors = [{instancePath:instancePath+"/minProperties",schemaPath:"#/$defs/nonNegativeIntegerDefault0/type",keyword:"type",params:{type: "integer"}}];
return false;
}
if(errors === _errs47){
if(typeof data17 == "number"){
if(data17 < 0 || isNaN(data17)){
validate12.errors = [{instancePath:instancePath+"/minProperties",schemaPath:"#/$defs/nonNegativeIntegerDefault0/minimum",keyword:"minimum",params:{comparison: ">=", limit: 0}}];
return false;
}
}
}
var valid0 = _errs46 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.required !== undefined){
let data18 = data.required;
const _errs49 = errors;
const _errs50 = errors;
if(errors === _errs50){
if(Array.isArray(data18)){
var valid15 = true;
const len1 = data18.length;
for(let i2=0; i2<len1; i2++){
const _errs52 = errors;
if(typeof data18[i2] !== "string"){
validate12.errors = [{instancePath:instancePath+"/required/" + i2,schemaPath:"#/$defs/stringArray/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid15 = _errs52 === errors;
if(!valid15){
break;
}
}
if(valid15){
let i3 = data18.length;
let j1;
if(i3 > 1){
const indices0 = {};
for(;i3--;){
let item0 = data18[i3];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j1 = indices0[item0];
validate12.errors = [{instancePath:instancePath+"/required",schemaPath:"#/$defs/stringArray/uniqueItems",keyword:"uniqueItems",params:{i: i3, j: j1}}];
return false;
break;
}
indices0[item0] = i3;
}
}
}
}
else {
validate12.errors = [{instancePath:instancePath+"/required",schemaPath:"#/$defs/stringArray/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs49 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.dependentRequired !== undefined){
let data20 = data.dependentRequired;
const _errs54 = errors;
if(errors === _errs54){
if(data20 && typeof data20 == "object" && !Array.isArray(data20)){
for(const key0 in data20){
let data21 = data20[key0];
const _errs57 = errors;
const _errs58 = errors;
if(errors === _errs58){
if(Array.isArray(data21)){
var valid19 = true;
const len2 = data21.length;
for(let i4=0; i4<len2; i4++){
const _errs60 = errors;
if(typeof data21[i4] !== "string"){
validate12.errors = [{instancePath:instancePath+"/dependentRequired/" + key0.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i4,schemaPath:"#/$defs/stringArray/items/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid19 = _errs60 === errors;
if(!valid19){
break;
}
}
if(valid19){
let i5 = data21.length;
let j2;
if(i5 > 1){
const indices1 = {};
for(;i5--;){
let item1 = data21[i5];
if(typeof item1 !== "string"){
continue;
}
if(typeof indices1[item1] == "number"){
j2 = indices1[item1];
validate12.errors = [{instancePath:instancePath+"/dependentRequired/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/stringArray/uniqueItems",keyword:"uniqueItems",params:{i: i5, j: j2}}];
return false;
break;
}
indices1[item1] = i5;
}
}
}
}
else {
validate12.errors = [{instancePath:instancePath+"/dependentRequired/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/$defs/stringArray/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid17 = _errs57 === errors;
if(!valid17){
break;
}
}
}
else {
validate12.errors = [{instancePath:instancePath+"/dependentRequired",schemaPath:"#/properties/dependentRequired/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid0 = _errs54 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
}
validate12.errors = vErrors;
return errors === 0;
}
validate12.evaluated = {"props":{"type":true,"const":true,"enum":true,"multipleOf":true,"maximum":true,"exclusiveMaximum":true,"minimum":true,"exclusiveMinimum":true,"maxLength":true,"minLength":true,"pattern":true,"maxItems":true,"minItems":true,"uniqueItems":true,"maxContains":true,"minContains":true,"maxProperties":true,"minProperties":true,"required":true,"dependentRequired":true},"dynamicProps":false,"dynamicItems":false};

const schema25 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://json-schema.org/draft/2020-12/meta/meta-data","$vocabulary":{"https://json-schema.org/draft/2020-12/vocab/meta-data":true},"$dynamicAnchor":"meta","title":"Meta-data vocabulary meta-schema","type":["object","boolean"],"properties":{"title":{"type":"string"},"description":{"type":"string"},"default":true,"deprecated":{"type":"boolean","default":false},"readOnly":{"type":"boolean","default":false},"writeOnly":{"type":"boolean","default":false},"examples":{"type":"array","items":true}}};

function validate14(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="https://json-schema.org/draft/2020-12/meta/meta-data" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate14.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((!(data && typeof data == "object" && !Array.isArray(data))) && (typeof data !== "boolean")){
validate14.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema25.type}}];
return false;
}
if(!dynamicAnchors.meta){
dynamicAnchors.meta = validate14;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.title !== undefined){
const _errs1 = errors;
if(typeof data.title !== "string"){
validate14.errors = [{instancePath:instancePath+"/title",schemaPath:"#/properties/title/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.description !== undefined){
const _errs3 = errors;
if(typeof data.description !== "string"){
validate14.errors = [{instancePath:instancePath+"/description",schemaPath:"#/properties/description/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.deprecated !== undefined){
const _errs5 = errors;
if(typeof data.deprecated !== "boolean"){
validate14.errors = [{instancePath:instancePath+"/deprecated",schemaPath:"#/properties/deprecated/type",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.readOnly !== undefined){
const _errs7 = errors;
if(typeof data.readOnly !== "boolean"){
validate14.errors = [{instancePath:instancePath+"/readOnly",schemaPath:"#/properties/readOnly/type",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid0 = _errs7 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.writeOnly !== undefined){
const _errs9 = errors;
if(typeof data.writeOnly !== "boolean"){
validate14.errors = [{instancePath:instancePath+"/writeOnly",schemaPath:"#/properties/writeOnly/type",keyword:"type",params:{type: "boolean"}}];
return false;
}
var valid0 = _errs9 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.examples !== undefined){
const _errs11 = errors;
if(errors === _errs11){
if(!(Array.isArray(data.examples))){
validate14.errors = [{instancePath:instancePath+"/examples",schemaPath:"#/properties/examples/type",keyword:"type",params:{type: "array"}}];
return false;
}
}
var valid0 = _errs11 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
}
}
}
validate14.errors = vErrors;
return errors === 0;
}
validate14.evaluated = {"props":{"title":true,"description":true,"default":true,"deprecated":true,"readOnly":true,"writeOnly":true,"examples":true},"dynamicProps":false,"dynamicItems":false};

const schema26 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://json-schema.org/draft/2020-12/meta/format-annotation","$vocabulary":{"https://json-schema.org/draft/2020-12/vocab/format-annotation":true},"$dynamicAnchor":"meta","title":"Format vocabulary meta-schema for annotation results","type":["object","boolean"],"properties":{"format":{"type":"string"}}};

function validate16(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="https://json-schema.org/draft/2020-12/meta/format-annotation" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate16.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((!(data && typeof data == "object" && !Array.isArray(data))) && (typeof data !== "boolean")){
validate16.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema26.type}}];
return false;
}
if(!dynamicAnchors.meta){
dynamicAnchors.meta = validate16;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.format !== undefined){
if(typeof data.format !== "string"){
validate16.errors = [{instancePath:instancePath+"/format",schemaPath:"#/properties/format/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
}
validate16.errors = vErrors;
return errors === 0;
}
validate16.evaluated = {"props":{"format":true},"dynamicProps":false,"dynamicItems":false};

const schema27 = {"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://json-schema.org/draft/2020-12/meta/content","$vocabulary":{"https://json-schema.org/draft/2020-12/vocab/content":true},"$dynamicAnchor":"meta","title":"Content vocabulary meta-schema","type":["object","boolean"],"properties":{"contentEncoding":{"type":"string"},"contentMediaType":{"type":"string"},"contentSchema":{"$dynamicRef":"#meta"}}};

function validate18(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="https://json-schema.org/draft/2020-12/meta/content" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate18.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((!(data && typeof data == "object" && !Array.isArray(data))) && (typeof data !== "boolean")){
validate18.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema27.type}}];
return false;
}
if(!dynamicAnchors.meta){
dynamicAnchors.meta = validate18;
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.contentEncoding !== undefined){
const _errs1 = errors;
if(typeof data.contentEncoding !== "string"){
validate18.errors = [{instancePath:instancePath+"/contentEncoding",schemaPath:"#/properties/contentEncoding/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs1 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.contentMediaType !== undefined){
const _errs3 = errors;
if(typeof data.contentMediaType !== "string"){
validate18.errors = [{instancePath:instancePath+"/contentMediaType",schemaPath:"#/properties/contentMediaType/type",keyword:"type",params:{type: "string"}}];
return false;
}
var valid0 = _errs3 === errors;
}
else {
var valid0 = true;
}
if(valid0){
if(data.contentSchema !== undefined){
let data2 = data.contentSchema;
const _errs5 = errors;
let _v0 = dynamicAnchors.meta;
if(_v0){
if(!(_v0(data2, {instancePath:instancePath+"/contentSchema",parentData:data,parentDataProperty:"contentSchema",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? _v0.errors : vErrors.concat(_v0.errors);
errors = vErrors.length;
}
else {
var props0 = _v0.evaluated.props;
var items0 = _v0.evaluated.items;
}
}
else {
if(!(validate18(data2, {instancePath:instancePath+"/contentSchema",parentData:data,parentDataProperty:"contentSchema",rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate18.errors : vErrors.concat(validate18.errors);
errors = vErrors.length;
}
else {
var props1 = validate18.evaluated.props;
if(props0 !== true && props1 !== undefined){
if(props1 === true){
props0 = true;
}
else {
props0 = props0 || {};
Object.assign(props0, props1);
}
}
var items1 = validate18.evaluated.items;
if(items0 !== true && items1 !== undefined){
items0 = items1 === true ? true : items0 > items1 ? items0 : items1;
}
}
}
var valid0 = _errs5 === errors;
}
else {
var valid0 = true;
}
}
}
}
}
validate18.errors = vErrors;
return errors === 0;
}
validate18.evaluated = {"props":{"contentEncoding":true,"contentMediaType":true,"contentSchema":true},"dynamicProps":false,"dynamicItems":false};


function validate0(data, {instancePath="", parentData, parentDataProperty, rootData=data, dynamicAnchors={}}={}){
/*# sourceURL="https://json-schema.org/draft/2020-12/schema" */;
let vErrors = null;
let errors = 0;
const evaluated0 = validate0.evaluated;
if(evaluated0.dynamicProps){
evaluated0.props = undefined;
}
if(evaluated0.dynamicItems){
evaluated0.items = undefined;
}
if((!(data && typeof data == "object" && !Array.isArray(data))) && (typeof data !== "boolean")){
validate0.errors = [{instancePath,schemaPath:"#/type",keyword:"type",params:{type: schema0.type}}];
return false;
}
if(!dynamicAnchors.meta){
dynamicAnchors.meta = validate0;
}
const _errs2 = errors;
if(!(validate1(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate1.errors : vErrors.concat(validate1.errors);
errors = vErrors.length;
}
var valid0 = _errs2 === errors;
if(valid0){
const _errs3 = errors;
if(!(validate3(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate3.errors : vErrors.concat(validate3.errors);
errors = vErrors.length;
}
var valid0 = _errs3 === errors;
if(valid0){
const _errs4 = errors;
if(!(validate10(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate10.errors : vErrors.concat(validate10.errors);
errors = vErrors.length;
}
var valid0 = _errs4 === errors;
if(valid0){
const _errs5 = errors;
if(!(validate12(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate12.errors : vErrors.concat(validate12.errors);
errors = vErrors.length;
}
var valid0 = _errs5 === errors;
if(valid0){
const _errs6 = errors;
if(!(validate14(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate14.errors : vErrors.concat(validate14.errors);
errors = vErrors.length;
}
var valid0 = _errs6 === errors;
if(valid0){
const _errs7 = errors;
if(!(validate16(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate16.errors : vErrors.concat(validate16.errors);
errors = vErrors.length;
}
var valid0 = _errs7 === errors;
if(valid0){
const _errs8 = errors;
if(!(validate18(data, {instancePath,parentData,parentDataProperty,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate18.errors : vErrors.concat(validate18.errors);
errors = vErrors.length;
}
var valid0 = _errs8 === errors;
}
}
}
}
}
}
if(errors === 0){
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.definitions !== undefined){
let data0 = data.definitions;
const _errs9 = errors;
if(errors === _errs9){
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
for(const key0 in data0){
let data1 = data0[key0];
const _errs13 = errors;
let _v0 = dynamicAnchors.meta;
if(_v0){
if(!(_v0(data1, {instancePath:instancePath+"/definitions/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data0,parentDataProperty:key0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? _v0.errors : vErrors.concat(_v0.errors);
errors = vErrors.length;
}
else {
var props0 = _v0.evaluated.props;
var items0 = _v0.evaluated.items;
}
}
else {
if(!(validate0(data1, {instancePath:instancePath+"/definitions/" + key0.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data0,parentDataProperty:key0,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate0.errors : vErrors.concat(validate0.errors);
errors = vErrors.length;
}
else {
var props1 = validate0.evaluated.props;
if(props0 !== true && props1 !== undefined){
if(props1 === true){
props0 = true;
}
else {
props0 = props0 || {};
Object.assign(props0, props1);
}
}
var items1 = validate0.evaluated.items;
if(items0 !== true && items1 !== undefined){
items0 = items1 === true ? true : items0 > items1 ? items0 : items1;
}
}
}
var valid2 = _errs13 === errors;
if(!valid2){
break;
}
}
}
else {
validate0.errors = [{instancePath:instancePath+"/definitions",schemaPath:"#/properties/definitions/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid1 = _errs9 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.dependencies !== undefined){
let data2 = data.dependencies;
const _errs14 = errors;
if(errors === _errs14){
if(data2 && typeof data2 == "object" && !Array.isArray(data2)){
for(const key1 in data2){
let data3 = data2[key1];
const _errs18 = errors;
const _errs19 = errors;
let valid5 = false;
const _errs20 = errors;
let _v1 = dynamicAnchors.meta;
if(_v1){
if(!(_v1(data3, {instancePath:instancePath+"/dependencies/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data2,parentDataProperty:key1,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? _v1.errors : vErrors.concat(_v1.errors);
errors = vErrors.length;
}
else {
var props2 = _v1.evaluated.props;
var items2 = _v1.evaluated.items;
}
}
else {
if(!(validate0(data3, {instancePath:instancePath+"/dependencies/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),parentData:data2,parentDataProperty:key1,rootData,dynamicAnchors}))){
vErrors = vErrors === null ? validate0.errors : vErrors.concat(validate0.errors);
errors = vErrors.length;
}
else {
var props3 = validate0.evaluated.props;
if(props2 !== true && props3 !== undefined){
if(props3 === true){
props2 = true;
}
else {
props2 = props2 || {};
Object.assign(props2, props3);
}
}
var items3 = validate0.evaluated.items;
if(items2 !== true && items3 !== undefined){
items2 = items3 === true ? true : items2 > items3 ? items2 : items3;
}
}
}
var _valid0 = _errs20 === errors;
valid5 = valid5 || _valid0;
const _errs21 = errors;
const _errs22 = errors;
if(errors === _errs22){
if(Array.isArray(data3)){
var valid8 = true;
const len0 = data3.length;
for(let i0=0; i0<len0; i0++){
const _errs24 = errors;
if(typeof data3[i0] !== "string"){
const err0 = {instancePath:instancePath+"/dependencies/" + key1.replace(/~/g, "~0").replace(/\//g, "~1")+"/" + i0,schemaPath:"meta/validation#/$defs/stringArray/items/type",keyword:"type",params:{type: "string"}};
if(vErrors === null){
vErrors = [err0];
}
else {
vErrors.push(err0);
}
errors++;
}
var valid8 = _errs24 === errors;
if(!valid8){
break;
}
}
if(valid8){
let i1 = data3.length;
let j0;
if(i1 > 1){
const indices0 = {};
for(;i1--;){
let item0 = data3[i1];
if(typeof item0 !== "string"){
continue;
}
if(typeof indices0[item0] == "number"){
j0 = indices0[item0];
const err1 = {instancePath:instancePath+"/dependencies/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"meta/validation#/$defs/stringArray/uniqueItems",keyword:"uniqueItems",params:{i: i1, j: j0}};
if(vErrors === null){
vErrors = [err1];
}
else {
vErrors.push(err1);
}
errors++;
break;
}
indices0[item0] = i1;
}
}
}
}
else {
const err2 = {instancePath:instancePath+"/dependencies/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"meta/validation#/$defs/stringArray/type",keyword:"type",params:{type: "array"}};
if(vErrors === null){
vErrors = [err2];
}
else {
vErrors.push(err2);
}
errors++;
}
}
var _valid0 = _errs21 === errors;
valid5 = valid5 || _valid0;
if(_valid0){
if(items2 !== true){
items2 = true;
}
}
if(!valid5){
const err3 = {instancePath:instancePath+"/dependencies/" + key1.replace(/~/g, "~0").replace(/\//g, "~1"),schemaPath:"#/properties/dependencies/additionalProperties/anyOf",keyword:"anyOf",params:{}};
if(vErrors === null){
vErrors = [err3];
}
else {
vErrors.push(err3);
}
errors++;
validate0.errors = vErrors;
return false;
}
else {
errors = _errs19;
if(vErrors !== null){
if(_errs19){
vErrors.length = _errs19;
}
else {
vErrors = null;
}
}
}
var valid4 = _errs18 === errors;
if(!valid4){
break;
}
}
}
else {
validate0.errors = [{instancePath:instancePath+"/dependencies",schemaPath:"#/properties/dependencies/type",keyword:"type",params:{type: "object"}}];
return false;
}
}
var valid1 = _errs14 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.$recursiveAnchor !== undefined){
let data5 = data.$recursiveAnchor;
const _errs26 = errors;
const _errs28 = errors;
if(errors === _errs28){
if(typeof data5 === "string"){
if(!pattern1.test(data5)){
validate0.errors = [{instancePath:instancePath+"/$recursiveAnchor",schemaPath:"meta/core#/$defs/anchorString/pattern",keyword:"pattern",params:{pattern: "^[A-Za-z_][-A-Za-z0-9._]*$"}}];
return false;
}
}
else {
validate0.errors = [{instancePath:instancePath+"/$recursiveAnchor",schemaPath:"meta/core#/$defs/anchorString/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
var valid1 = _errs26 === errors;
}
else {
var valid1 = true;
}
if(valid1){
if(data.$recursiveRef !== undefined){
const _errs30 = errors;
const _errs32 = errors;
if(errors === _errs32){
if(errors === _errs32){
if(!(typeof data.$recursiveRef === "string")){
validate0.errors = [{instancePath:instancePath+"/$recursiveRef",schemaPath:"meta/core#/$defs/uriReferenceString/type",keyword:"type",params:{type: "string"}}];
return false;
}
}
}
var valid1 = _errs30 === errors;
}
else {
var valid1 = true;
}
}
}
}
}
}
validate0.errors = vErrors;
return errors === 0;
}
validate0.evaluated = {"props":{"definitions":true,"dependencies":true,"$recursiveAnchor":true,"$recursiveRef":true,"contentEncoding":true,"contentMediaType":true,"contentSchema":true,"format":true,"title":true,"description":true,"default":true,"deprecated":true,"readOnly":true,"writeOnly":true,"examples":true,"type":true,"const":true,"enum":true,"multipleOf":true,"maximum":true,"exclusiveMaximum":true,"minimum":true,"exclusiveMinimum":true,"maxLength":true,"minLength":true,"pattern":true,"maxItems":true,"minItems":true,"uniqueItems":true,"maxContains":true,"minContains":true,"maxProperties":true,"minProperties":true,"required":true,"dependentRequired":true,"unevaluatedItems":true,"unevaluatedProperties":true,"prefixItems":true,"items":true,"contains":true,"additionalProperties":true,"properties":true,"patternProperties":true,"dependentSchemas":true,"propertyNames":true,"if":true,"then":true,"else":true,"allOf":true,"anyOf":true,"oneOf":true,"not":true,"$id":true,"$schema":true,"$ref":true,"$anchor":true,"$dynamicRef":true,"$dynamicAnchor":true,"$vocabulary":true,"$comment":true,"$defs":true},"dynamicProps":false,"dynamicItems":false};

return exports;
})();
